// Command imports holds every package to the import table of docs/architecture.md: who may see whom.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// rule keeps everything but some folders from importing packages with a prefix.
type rule struct {
	prefix string   // of the imported package
	only   []string // folders of ours that may import it
	advice string
}

var rules = []rule{
	{"gorm.io/", []string{"models/store"}, "ask models/store for a method instead"},
	{"github.com/casbin/", []string{"policies/access"}, "ask policies/access for a decision instead"},
	{"go.temporal.io/server/", []string{"worker"}, "only worker knows the Temporal server"},
	{"github.com/labstack/echo", []string{"api"}, "only the HTTP edge knows echo"},
	{"cel.dev/", []string{"models/process"}, "conditions are evaluated by models/process"},
	{"gopkg.in/yaml", []string{"models/process", "policies/directory", "policies/notices", "policies/surveys", "worker/node", "policies/access"}, "texts are read by models/process"},
	{"github.com/wneessen/", []string{"worker/outbox"}, "only the outbox sends mail"},
	{"mingcha/models/store", []string{"worker", "main", "models/store"}, "name the store by an interface of your own"},
	{"mingcha/policies/access", []string{"api", "worker", "main", "policies/access"}, "only the edge asks the gate"},
	{"mingcha/workflows", []string{"api", "worker", "main", "workflows"}, "only the edge and the worker know workflows"},
	{"mingcha/api", []string{"worker", "main", "api"}, "nothing but the wiring sees the HTTP face"},
	{"mingcha/worker", []string{"worker", "main"}, "nothing sees the wiring"},
}

// listed is what `go list -json` says of a package.
type listed struct {
	ImportPath string
	Imports    []string
}

func main() {
	root := flag.String("root", ".", "folder of the module")
	flag.Parse()
	breaches, err := check(*root)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, b := range breaches {
		fmt.Println(b)
	}
	if len(breaches) > 0 {
		os.Exit(1)
	}
}

func check(root string) ([]string, error) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list packages: %w", err)
	}
	var breaches []string
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return breaches, nil
		} else if err != nil {
			return nil, fmt.Errorf("read package list: %w", err)
		}
		breaches = append(breaches, p.breaches()...)
	}
}

func (p listed) breaches() []string {
	folder := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "mingcha"), "/")
	if folder == "" {
		folder = "main"
	}
	var out []string
	for _, imported := range p.Imports {
		for _, r := range rules {
			if strings.HasPrefix(imported, r.prefix) && !within(folder, r.only) {
				out = append(out, fmt.Sprintf("%s imports %s: %s", p.ImportPath, imported, r.advice))
			}
		}
	}
	return append(out, p.vocabulary(folder)...)
}

// vocabulary keeps models, its clock, its supervision and its scores to the standard library and each other.
func (p listed) vocabulary(folder string) []string {
	if folder != "models" && folder != "models/clock" && folder != "models/supervision" && folder != "models/score" {
		return nil
	}
	var out []string
	for _, imported := range p.Imports {
		standard := !strings.Contains(strings.Split(imported, "/")[0], ".") && !strings.HasPrefix(imported, "mingcha/")
		if !standard && imported != "mingcha/models" && imported != "mingcha/models/clock" {
			out = append(out, fmt.Sprintf("%s imports %s: the vocabulary is plain Go", p.ImportPath, imported))
		}
	}
	return out
}

func within(folder string, allowed []string) bool {
	for _, a := range allowed {
		if folder == a || strings.HasPrefix(folder, a+"/") {
			return true
		}
	}
	return false
}
