// Package node is the wiring: the one place that sees every part. It opens them in order, hands them to each other
// and closes them in the opposite order.
package node

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"

	"mingcha/worker/outbox"
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

	Mail     outbox.MailSettings     `koanf:"mail"` // by which notices leave the house: each of these, or none
	SMS      outbox.SMSSettings      `koanf:"sms"`
	WeCom    outbox.WeComSettings    `koanf:"wecom"`
	DingTalk outbox.DingTalkSettings `koanf:"dingtalk"`
	Outgoing int                     `koanf:"outgoing_days"` // how long is kept what became of a message that left the house; 0: always

	OIDC  OIDC `koanf:"oidc"`
	Demo  bool `koanf:"demo"`       // the demo city, on loopback only
	Cases int  `koanf:"demo_cases"` // how many cases the demo city has

	clock func() time.Time // another than the machine's, for tests
}

// now is the time by which the office works.
func (s Settings) now() time.Time {
	if s.clock != nil {
		return s.clock()
	}
	return time.Now().UTC()
}

// OIDC is the identity provider for officials; empty for local accounts only.
type OIDC struct {
	Issuer string `koanf:"issuer"`
	Client string `koanf:"client"`
	Secret string `koanf:"secret"`
}

// defaults are the settings of a process to which nobody has said anything.
var defaults = Settings{
	Data: "data", Listen: "127.0.0.1:8080", Log: "info", Cases: 3000, Outgoing: 730,
	Mail: outbox.MailSettings{Security: "starttls"}, SMS: outbox.SMSSettings{Type: "application/json"},
}

// prefix begins the names of the environment's settings.
const prefix = "MINGCHA_"

// ReadSettings takes the defaults, then the file if there is one, then the environment. What nobody knows or what cannot
// act is refused: one error names every faulty key.
func ReadSettings(path string) (Settings, error) {
	s, faults := read(path)
	if err := errors.Join(append(faults, s.faults()...)...); err != nil {
		return Settings{}, fmt.Errorf("read settings:\n%w", err)
	}
	return s, nil
}

// read layers the sources over each other. Its faults are those of keys and types.
func read(path string) (Settings, []error) {
	all := koanf.New(".")
	if err := all.Load(structs.Provider(defaults, "koanf"), nil); err != nil {
		return defaults, []error{err}
	}
	known := all.Keys()
	var faults []error
	if path != "" {
		written := koanf.New(".")
		if err := written.Load(file.Provider(path), yaml.Parser()); err != nil {
			return defaults, []error{fmt.Errorf("%s: %w", path, err)}
		}
		faults = unknown(written.Keys(), known, func(key string) string { return path + ": " + key }, strings.Clone)
		_ = all.Merge(written) // fails only with options that are not set
	}
	said := koanf.New(".")
	_ = said.Load(env.Provider(".", env.Opt{Prefix: prefix, TransformFunc: func(name, value string) (string, any) {
		return keyOf(name), value
	}}), nil)
	faults = append(faults, unknown(said.Keys(), known, nameOf, nameOf)...)
	_ = all.Merge(said)
	s := defaults
	if err := all.Unmarshal("", &s); err != nil {
		faults = append(faults, err)
	}
	return s, faults
}

// keyOf is the setting that a variable of the environment names; nameOf is the variable that names a setting.
func keyOf(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, prefix)), "__", ".")
}

func nameOf(key string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(key, ".", "__"))
}

// unknown tells of every key that no setting has, and which one was probably meant.
func unknown(keys, known []string, shown, spelled func(string) string) []error {
	var faults []error
	for _, key := range keys {
		if slices.Contains(known, key) {
			continue
		}
		fault := "there is no such setting"
		if meant := nearest(key, known); meant != "" {
			fault += "; is " + spelled(meant) + " meant?"
		}
		faults = append(faults, fmt.Errorf("%s: %s", shown(key), fault))
	}
	return faults
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
