package emulator

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"regexp"
)

// sequence makes version 4 GUIDs from a constant seed, and knows how many.
type sequence struct {
	source *rand.Rand
	drawn  int
}

func newSequence() *sequence {
	return &sequence{source: rand.New(rand.NewPCG(0x57495843, 0x4f4e5441))}
}

func (s *sequence) draw() (hi, lo uint64) {
	s.drawn++
	return s.source.Uint64(), s.source.Uint64()
}

func (s *sequence) next() string {
	hi, lo := s.draw()
	hi = hi&^0xf000 | 0x4000
	lo = lo&^(0xc<<60) | 0x8<<60
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x",
		hi>>32, hi>>16&0xffff, hi&0xffff, lo>>48, lo&0xffffffffffff)
}

// skip passes over the GUIDs up to the n-th: a snapshot may hold them.
func (s *sequence) skip(n int) {
	for s.drawn < n {
		s.draw()
	}
}

var guidShape = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)

func isGUID(s string) bool { return guidShape.MatchString(s) }

// letters makes n (at most 32) random lower-case letters. They come out of the
// GUID source, so that one injected function settles everything random.
func (s *Server) letters(n int) string {
	sum := sha256.Sum256([]byte(s.opts.NewID()))
	out := make([]byte, n)
	for i := range out {
		out[i] = 'a' + sum[i]%26
	}
	return string(out)
}
