// Command mingcha is the workflow engine for online government approval with supervision built in.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"

	"mingcha/models/clock"
	"mingcha/worker/node"
)

// version is set when a release is built.
var version = "dev"

type commands struct {
	Config string `help:"Settings file (YAML); the environment wins over it." type:"existingfile"`

	Serve     serve     `cmd:"" help:"Run everything in this process: Temporal server, database, worker, API and pages."`
	API       api       `cmd:"" help:"Run the API and the pages beside an external Temporal server."`
	Worker    worker    `cmd:"" help:"Run a worker beside an external Temporal server."`
	Migrate   migrate   `cmd:"" help:"Bring the database's schema up to date."`
	Clock     legal     `cmd:"" help:"Judge timelines of legal time: JSON from standard input to standard output."`
	Rehydrate rehydrate `cmd:"" help:"Start the workflows of open subjects from their records."`
	Export    export    `cmd:"" help:"Write the record with its seals to a file for offline verification."`
	Archive   archive   `cmd:"" help:"Write the archive package of a case that has ended to a file."`
	Verify    verify    `cmd:"" help:"Verify an exported record against its seals, or an archive package, without any database."`
	Version   release   `cmd:"" help:"Print the version."`
	Backup    backup    `cmd:"" help:"Copy the house to a folder or a .tar.gz file, also while it runs."`
	Restore   restore   `cmd:"" help:"Put a backup into an empty house."`
	Keys      keys      `cmd:"" help:"Look after the keys."`
}

func main() {
	node.Version = version
	var c commands
	k := kong.Parse(&c, kong.Name("mingcha"), kong.Description("明察: online government approval with supervision built in"), kong.UsageOnError())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	k.BindTo(ctx, (*context.Context)(nil))
	if err := k.Run(&c); err != nil {
		fmt.Fprintln(os.Stderr, "mingcha:", err)
		os.Exit(1)
	}
}

type serve struct {
	Data   string `help:"Folder of everything the process keeps."`
	Listen string `help:"Address of the pages and the API."`
	Demo   bool   `help:"Load and show the demo city, on loopback only."`
}

func (s serve) Run(ctx context.Context, c *commands) error {
	settings, err := node.ReadSettings(c.Config)
	if err != nil {
		return err
	}
	if s.Data != "" {
		settings.Data = s.Data
	}
	if s.Listen != "" {
		settings.Listen = s.Listen
	}
	settings.Demo = settings.Demo || s.Demo
	return node.Serve(ctx, settings)
}

type api struct{}

func (api) Run(ctx context.Context, c *commands) error { return run(ctx, c, node.API) }

type worker struct{}

func (worker) Run(ctx context.Context, c *commands) error { return run(ctx, c, node.Worker) }

type migrate struct{}

func (migrate) Run(ctx context.Context, c *commands) error { return run(ctx, c, node.Migrate) }

type rehydrate struct {
	All     bool   `help:"Every open subject." xor:"which" required:""`
	Subject string `help:"One subject: its kind and ID, as case/ID." xor:"which" required:""`
}

func (r rehydrate) Run(ctx context.Context, c *commands) error {
	return run(ctx, c, func(ctx context.Context, s node.Settings) error { return node.Rehydrate(ctx, s, r.Subject) })
}

type export struct {
	To string `arg:"" help:"File to write." type:"path"`
}

func (e export) Run(ctx context.Context, c *commands) error {
	return run(ctx, c, func(ctx context.Context, s node.Settings) error { return node.Export(ctx, s, e.To) })
}

type archive struct {
	Case string `arg:"" help:"Number or ID of the case."`
	To   string `help:"File to write; NUMBER.zip if not given." type:"path"`
}

func (a archive) Run(ctx context.Context, c *commands) error {
	if a.To == "" {
		a.To = a.Case + ".zip"
	}
	return run(ctx, c, func(ctx context.Context, s node.Settings) error { return node.Archive(ctx, s, a.Case, a.To) })
}

type verify struct {
	Record string `arg:"" help:"Exported record, or archive package (.zip)." type:"existingfile"`
	Seals  string `help:"Seals kept outside the database, to hold the record or package against." type:"existingfile"`
	Key    string `help:"Public key of the seals, base64; a package has one of its own."`
}

func (v verify) Run() error {
	if filepath.Ext(v.Record) == ".zip" {
		return node.VerifyArchive(os.Stdout, v.Record, v.Seals, v.Key)
	}
	return node.Verify(os.Stdout, v.Record, v.Seals, v.Key)
}

type legal struct{}

func (legal) Run() error { return clock.Answer(os.Stdin, os.Stdout) }

type release struct{}

func (release) Run() error {
	_, err := fmt.Println(version)
	return err
}

type backup struct {
	To       string `help:"Folder, or .tar.gz file, to make." type:"path" required:""`
	Data     string `help:"Folder of the house."`
	WithKeys string `help:"Second file (.tar.gz) for the keys, to be kept elsewhere." type:"path"`
}

func (b backup) Run(ctx context.Context, c *commands) error {
	return run(ctx, c, func(ctx context.Context, s node.Settings) error {
		return node.Backup(ctx, s.In(b.Data), b.To, b.WithKeys)
	})
}

type restore struct {
	From     string `help:"Backup: a folder or a .tar.gz file." type:"path" required:""`
	Data     string `help:"Folder of the house: empty, but for its keys."`
	WithKeys string `help:"File of the keys that the backup was made with." type:"path"`
}

func (r restore) Run(ctx context.Context, c *commands) error {
	return run(ctx, c, func(ctx context.Context, s node.Settings) error {
		return node.Restore(ctx, s.In(r.Data), r.From, r.WithKeys)
	})
}

type keys struct {
	Rotate rotate `cmd:"" help:"Add new keys; what was written before stays readable."`
}

type rotate struct{}

func (rotate) Run(ctx context.Context, c *commands) error {
	return run(ctx, c, func(_ context.Context, s node.Settings) error { return node.RotateKeys(s) })
}

func run(ctx context.Context, c *commands, do func(context.Context, node.Settings) error) error {
	settings, err := node.ReadSettings(c.Config)
	if err != nil {
		return err
	}
	return do(ctx, settings)
}
