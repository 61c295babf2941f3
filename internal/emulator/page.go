package emulator

import (
	"bytes"
	"embed"
	"fmt"
	"hash/fnv"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// The page is what a browser shows of the site: its contacts as an owner sees
// them, its labels and fields, and the last requests. It is not part of the
// API: it asks for no key, but for Options.Token where there is one. It is not
// recorded as a request, and neither latency nor faults reach it. It only looks, and
// works without JavaScript.

// pageAssets is where the files that the page loads are; no path of the API
// starts so.
const pageAssets = "/_page/"

//go:embed page_templates
var pageFiles embed.FS

var pageTemplates = template.Must(template.New("").Funcs(template.FuncMap{"number": withSeparators, "breaks": breaks}).
	ParseFS(pageFiles, "page_templates/*.html"))

// pagePolicy lets the page load its own files and nothing else. What contacts
// hold is escaped by the templates; this is the second lock.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// servePage answers for the page and its files, and reports whether the
// request was for them.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) bool {
	if !isPage(r.URL.Path) {
		return false
	}
	name, asset := strings.CutPrefix(r.URL.Path, pageAssets)
	h := w.Header()
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "The page can only be looked at.", http.StatusMethodNotAllowed)
	case asset:
		serveAsset(w, r, name)
	case s.maySee(w, r):
		s.renderPage(w, r)
	}
	return true
}

func isPage(path string) bool { return path == "/" || strings.HasPrefix(path, pageAssets) }

func (s *Server) renderPage(w http.ResponseWriter, r *http.Request) {
	var out bytes.Buffer
	if err := pageTemplates.ExecuteTemplate(&out, "page.html", s.pageOf(r)); err != nil {
		http.Error(w, "The page cannot be shown: "+err.Error(), http.StatusInternalServerError)
		return
	}
	serveTagged(w, r, "text/html; charset=utf-8", out.Bytes())
}

func serveAsset(w http.ResponseWriter, r *http.Request, name string) {
	kind := mime.TypeByExtension(path.Ext(name))
	content, err := fs.ReadFile(pageFiles, "page_templates/"+name)
	if err != nil || path.Ext(name) == ".html" {
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	serveTagged(w, r, kind, content)
}

// serveTagged answers 304 to whoever has the content already, so that looking
// again every few seconds costs little.
func serveTagged(w http.ResponseWriter, r *http.Request, kind string, content []byte) {
	hash := fnv.New64a()
	_, _ = hash.Write(content)
	tag := fmt.Sprintf(`"%016x"`, hash.Sum64())
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(content)
	}
}
