// Command bench measures Mingcha on this machine, prints a table and writes bench.json. Sections are named as
// arguments; without any, all of them run. Nothing is tuned to it: the house is opened as serve opens it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"slices"
	"syscall"
	"time"
)

// bench is one run.
type bench struct {
	folder    string
	house     *house
	span      time.Duration // of each measurement
	rounds    int           // of which the better one counts
	open      int           // cases open in the background
	bulk      int           // cases of the bulk import
	deadlines int           // of one midnight
	history   int           // decided cases that the analysis runs over
	databases string        // whose lists are measured
	filled    int           // cases open so far
	perCase   float64       // bytes of disk an open case takes
	perSecond float64       // cases opened in bulk
	section   string
	report    report
}

// section is a named part of the run. The order matters: cases that one opens lie in the background of the next.
type section struct {
	name string
	do   func(*bench, context.Context) error
}

var sections = []section{
	{"steps", (*bench).steps}, {"commits", (*bench).commits}, {"latency", (*bench).latency}, {"import", (*bench).bulkImport},
	{"busy", (*bench).busy}, {"idle", (*bench).idle}, {"midnight", (*bench).midnight}, {"lists", (*bench).lists},
	{"analysis", (*bench).analysis},
}

func main() {
	b := &bench{}
	flag.DurationVar(&b.span, "span", 5*time.Second, "length of each measurement")
	flag.IntVar(&b.rounds, "rounds", 2, "rounds of which the better one counts")
	flag.IntVar(&b.open, "open", 10_000, "cases open in the background")
	flag.IntVar(&b.bulk, "bulk", 5_000, "cases of the bulk import")
	flag.IntVar(&b.deadlines, "deadlines", 10_000, "deadlines of one midnight")
	flag.IntVar(&b.history, "history", 1_000_000, "decided cases that the analysis runs over")
	flag.StringVar(&b.databases, "databases", "SQLite", "databases whose lists are measured: a pattern of go test")
	profile := flag.String("profile", "", "file for a processor profile of the run")
	to := flag.String("json", "bench.json", "file for the figures")
	flag.Parse()
	countCommits()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := b.run(ctx, flag.Args(), *profile)
	b.report.print(os.Stdout)
	if writing := b.report.write(*to); err == nil {
		err = writing
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(ctx context.Context, names []string, profile string) (err error) {
	for _, name := range names {
		if !slices.ContainsFunc(sections, func(s section) bool { return s.name == name }) {
			return fmt.Errorf("there is no section %q", name)
		}
	}
	b.report = report{
		Begun: time.Now().UTC().Format(time.RFC3339), Load: load(),
		Machine: fmt.Sprintf("%s/%s, %d processors, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version()),
	}
	defer func() { b.report.Load += " to " + load() }()
	if b.folder, err = os.MkdirTemp("", "mingcha-bench-"); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.folder) }()
	if profile != "" {
		file, err := os.Create(profile)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	if b.house, err = openHouse(ctx, b.folder); err != nil {
		return err
	}
	for _, s := range sections {
		if len(names) > 0 && !slices.Contains(names, s.name) {
			continue
		}
		b.section = s.name
		began := time.Now()
		if err := s.do(b, ctx); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Fprintf(os.Stderr, "%s: %s\n", s.name, time.Since(began).Round(time.Second))
	}
	return b.house.close()
}

// tell adds a figure to the table.
func (b *bench) tell(f figure) {
	f.Section = b.section
	b.report.Figures = append(b.report.Figures, f)
}
