package node

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// What a backup holds, by name. Attachments stand under filesPart by their addresses, seals under sealsPart.
const (
	manifestName  = "manifest.json"
	sumsName      = "SHA256SUMS"
	signatureName = "SHA256SUMS.sig"
	databasePart  = "mingcha.db"
	settingsPart  = "settings.yaml"
	filesPart     = "files"
	sealsPart     = "seals"
)

// manifestFormat is the version of the backup's layout.
const manifestFormat = 1

// manifest says what a backup is: of when, for which program, and what is not in it.
type manifest struct {
	Format  int               `json:"format"`
	Begun   time.Time         `json:"begun"`              // before anything was copied
	Schema  int64             `json:"schema"`             // of the application database; 0 if it is not in here
	Engine  bool              `json:"engine"`             // the embedded Temporal's file is in here
	LeftOut []string          `json:"left_out,omitempty"` // what tools of its own back up
	Keys    map[string]string `json:"keys"`               // fingerprints of the keys without which nothing can be read
}

func readManifest(dir string) (manifest, error) {
	var m manifest
	raw, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return m, fmt.Errorf("this is no backup: %w", err)
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return m, fmt.Errorf("read the backup's manifest: %w", err)
	}
	if m.Format != manifestFormat {
		return m, fmt.Errorf("the backup has format %d, this program knows %d: use the program that wrote it", m.Format, manifestFormat)
	}
	return m, nil
}

// fingerprints tells the keys of a folder apart without giving them away: keys are random.
func fingerprints(dir string) (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.key"))
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	prints := map[string]string{}
	for _, name := range names {
		key, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read key: %w", err)
		}
		sum := sha256.Sum256(append([]byte("mingcha key\x00"), key...))
		prints[filepath.Base(name)] = hex.EncodeToString(sum[:8])
	}
	return prints, nil
}

// opens refuses a folder that lacks a key of the backup, or has another one under its name.
func (m manifest) opens(keys string) error {
	have, err := fingerprints(keys)
	if err != nil {
		return err
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(m.Keys)) {
		switch {
		case have[name] == "":
			faults = append(faults, fmt.Errorf("%s is not there", name))
		case have[name] != m.Keys[name]:
			faults = append(faults, fmt.Errorf("%s is another key", name))
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return fmt.Errorf("the keys in %s do not open this backup; copy the right ones there or name their file: %w", keys, errors.Join(faults...))
}
