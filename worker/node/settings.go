// Package node is the wiring: the one place that sees every part. It opens them in order, hands them to each other
// and closes them in the opposite order.
package node

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"
)

// Settings of one process. Each can stand in the settings file or in the environment as MINGCHA_<NAME>, where a dot
// becomes two underscores; the environment wins. docs/operating.md has the table.
type Settings struct {
	Data     string `koanf:"data"`     // folder of everything the process keeps
	Listen   string `koanf:"listen"`   // address of the pages and the API
	Metrics  string `koanf:"metrics"`  // address of metrics and health; "" the same as listen
	Public   string `koanf:"public"`   // address under which citizens reach the hall, for QR codes
	Database string `koanf:"database"` // DSN; "" is SQLite in the data folder
	Files    string `koanf:"files"`    // URL of the attachment store; "" is a folder in the data folder
	Seals    string `koanf:"seals"`    // folder outside the database to which seals are exported
	Keys     string `koanf:"keys"`     // folder of the keys; keep it apart from backups
	Log      string `koanf:"log"`      // debug, info, warn or error
	Proxies  string `koanf:"proxies"`  // trusted proxies, comma-separated networks; none by default
	Scanner  string `koanf:"scanner"`  // address of a ClamAV daemon; "" files wait to be scanned
	OIDC     OIDC   `koanf:"oidc"`
	Demo     bool   `koanf:"demo"`       // the demo city, on loopback only
	Cases    int    `koanf:"demo_cases"` // how many cases the demo city has
}

// OIDC is the identity provider for officials; empty for local accounts only.
type OIDC struct {
	Issuer string `koanf:"issuer"`
	Client string `koanf:"client"`
	Secret string `koanf:"secret"`
}

// ReadSettings takes the defaults, then the file if there is one, then the environment.
func ReadSettings(path string) (Settings, error) {
	k := koanf.New(".")
	defaults := Settings{Data: "data", Listen: "127.0.0.1:8080", Log: "info", Cases: 3000}
	if err := k.Load(structs.Provider(defaults, "koanf"), nil); err != nil {
		return Settings{}, fmt.Errorf("default settings: %w", err)
	}
	if path != "" {
		if err := k.Load(file.Provider(path), yaml.Parser()); err != nil {
			return Settings{}, fmt.Errorf("read settings %s: %w", path, err)
		}
	}
	environment := env.Provider(".", env.Opt{Prefix: "MINGCHA_", TransformFunc: func(name, value string) (string, any) {
		return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "MINGCHA_")), "__", "."), value
	}})
	if err := k.Load(environment, nil); err != nil {
		return Settings{}, fmt.Errorf("read settings from the environment: %w", err)
	}
	var s Settings
	strict := koanf.UnmarshalConf{Tag: "koanf"}
	if err := k.UnmarshalWithConf("", &s, strict); err != nil {
		return Settings{}, fmt.Errorf("read settings: %w", err)
	}
	return s, nil
}

// place fills in what follows from the data folder, and makes the folder.
func (s *Settings) place() error {
	if s.Keys == "" {
		s.Keys = filepath.Join(s.Data, "keys")
	}
	if s.Seals == "" {
		s.Seals = filepath.Join(s.Data, "seals")
	}
	if s.Database == "" {
		s.Database = filepath.Join(s.Data, "mingcha.db")
	}
	if s.Files == "" {
		s.Files = filepath.Join(s.Data, "files")
	}
	if s.Public == "" {
		s.Public = "http://" + s.Listen
	}
	for _, dir := range []string{s.Data, s.Keys, s.Seals} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("make folder %s: %w", dir, err)
		}
	}
	return nil
}
