package emulator

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestClock_stopped(t *testing.T) {
	begin := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	clock := NewClock(begin)
	c := start(t, Options{Clock: clock, Now: clock.Now})
	if c.server = New(Options{Clock: clock}); clock.Runs() {
		t.Error("it runs")
	}
	want(t, c.make(somebody), "createdDate", "2026-01-01T09:00:00.000Z")
	if err := clock.Advance(time.Hour); err != nil || !clock.Now().Equal(begin.Add(time.Hour)) {
		t.Error(clock.Now(), err)
	}
	if clock.Advance(-1) == nil || clock.Set(begin) == nil {
		t.Error("it goes back")
	}
	if err := clock.Set(begin.AddDate(1, 0, 0)); err != nil {
		t.Error(err)
	}
	want(t, c.make(somebody), "createdDate", "2027-01-01T09:00:00.000Z")
}

func TestClock_running(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin, clock := time.Now(), NewRunningClock()
		<-time.After(time.Minute) // of the bubble
		if err := clock.Advance(time.Hour); err != nil || !clock.Runs() {
			t.Error(err)
		}
		<-time.After(time.Minute)
		if got := clock.Now().Sub(begin); got != time.Hour+2*time.Minute {
			t.Errorf("%v have passed", got)
		}
		if err := clock.Set(begin); err == nil {
			t.Error("it goes back")
		}
		if err := clock.Set(begin.Add(5 * time.Hour)); err != nil {
			t.Error(err)
		}
		<-time.After(time.Minute)
		if got := clock.Now().Sub(begin); got != 5*time.Hour+time.Minute {
			t.Errorf("%v have passed", got)
		}
	})
}
