package embedded

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/temporal"
	"google.golang.org/protobuf/types/known/durationpb"
)

// ground is what the services stand on: the locked folder, the prepared file, ports and the proofs of this boot.
type ground struct {
	settings Settings
	file     string
	lock     *folderLock
	sqlite   *config.SQL
	ports    ports
	secret   secret
	cert     *certificate
	pulse    *pulse
	lists    string // the store of workflow lists
}

// prepare does all that can fail with a clear error before any service exists.
func prepare(ctx context.Context, settings Settings) (*ground, error) {
	file, err := settings.database()
	if err != nil {
		return nil, err
	}
	lock, err := lockFolder(ctx, filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	g := &ground{settings: settings, file: file, lock: lock, sqlite: sqliteConfig(file), secret: newSecret(), lists: visibilityName}
	if err := g.lay(ctx); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return g, nil
}

func (g *ground) lay(ctx context.Context) (err error) {
	guardFile(g.file)
	if err := prepareFile(ctx, g.file); err != nil {
		return err
	}
	if err := g.createNamespace(); err != nil {
		return err
	}
	if g.ports, err = choosePorts(g.settings.FrontendPort); err != nil {
		return err
	}
	if g.cert, err = newCertificate(); err != nil {
		return err
	}
	g.pulse, err = newPulse(g.settings.Namespace, g.ports, g.cert)
	return err
}

// createNamespace writes the namespace unless it is there; it must exist before the services start.
func (g *ground) createNamespace() error {
	namespace, err := sqlite.NewNamespaceConfig(clusterName, g.settings.Namespace, false, nil)
	if err != nil {
		return fmt.Errorf("describe namespace %s: %w", g.settings.Namespace, err)
	}
	namespace.Detail.Config.Retention = durationpb.New(g.settings.Retention)
	if err := sqlite.CreateNamespaces(g.sqlite, namespace); err != nil {
		return fmt.Errorf("create namespace %s: %w", g.settings.Namespace, err)
	}
	return nil
}

func (g *ground) options(logger log.Logger) []temporal.ServerOption {
	door := door{secret: g.secret, namespace: g.settings.Namespace}
	return []temporal.ServerOption{
		temporal.WithConfig(serverConfig(g.sqlite, g.ports, g.lists)),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts(g.ports)),
		temporal.WithLogger(logger),
		temporal.WithDynamicConfigClient(dynamicConfig()),
		temporal.WithTLSConfigFactory(g.cert),
		temporal.WithAuthorizer(door),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return door }),
		temporal.WithCustomVisibilityStoreFactory(noVisibility{}),
		temporal.WithCustomMetricsHandler(metrics.NoopMetricsHandler),
	}
}

// close leaves one complete file behind and frees the folder.
func (g *ground) close() error {
	return errors.Join(g.pulse.Close(), mergeLog(g.file), g.lock.Close())
}

// mergeLog moves the write-ahead log into the file, so that the file alone is a copy of everything.
func mergeLog(file string) error {
	db, err := openFile(file)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return fmt.Errorf("merge the write-ahead log of %s: %w", file, err)
	}
	return nil
}
