// Command catalogue writes the service items of administrative approval, one file each, from the catalogue of
// researched items. It ran once: the written files are the ones to edit from then on.
//
//	go run ./catalogue items.yaml ../policies/subsystems/administrative-approval/items
package main

import (
	_ "embed"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"gopkg.in/yaml.v3"
)

//go:embed extra.yaml
var extras []byte

func main() {
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: catalogue items.yaml folder")
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var known struct{ Items []item }
	if err := yaml.Unmarshal(text, &known); err != nil {
		return fmt.Errorf("read %s: %w", args[0], err)
	}
	var more map[string]extra
	if err := yaml.Unmarshal(extras, &more); err != nil {
		return fmt.Errorf("read extra.yaml: %w", err)
	}
	for _, it := range known.Items {
		if err := write(filepath.Join(args[1], it.ID+".yaml"), compose(it, more[it.ID])); err != nil {
			return fmt.Errorf("write %s: %w", it.ID, err)
		}
	}
	return nil
}

func write(path string, out sheet) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	enc := yaml.NewEncoder(file)
	enc.SetIndent(2)
	if err := enc.Encode(out); err != nil {
		return err
	}
	return enc.Close()
}
