package node

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"mingcha/models"
	"mingcha/models/process"
	"mingcha/models/record"
)

// Verify holds an exported record against its seals, folds it line after line and prints every finding. It needs no
// database and no key but the public one.
func Verify(w io.Writer, recordPath, sealsPath, key string) error {
	if sealsPath == "" || key == "" {
		return errors.New("an exported record is held against its seals: name their file with --seals and give their public key with --key")
	}
	public, err := record.ParseKey(key)
	if err != nil {
		return err
	}
	lines, err := os.Open(recordPath)
	if err != nil {
		return err
	}
	defer lines.Close()
	seals, err := os.Open(sealsPath)
	if err != nil {
		return err
	}
	defer seals.Close()
	report, err := record.Verify(lines, seals, public, restored)
	if err != nil {
		return err
	}
	if report.Seals == 0 && report.Found == 0 {
		return fmt.Errorf("%s holds no seal: nothing proves this record", sealsPath)
	}
	printFound(w, report)
	fmt.Fprintf(w, "%d seals up to %s, %d lines after the last seal\n", report.Seals, report.LastSeal.Format(time.RFC3339), report.Open)
	return verdict(w, report.Found)
}

// printFound prints what was found in a record and what was looked at.
func printFound(w io.Writer, report record.Report) {
	for _, f := range report.Findings {
		fmt.Fprintf(w, "%s: %s\n", f.Kind, f.Text)
	}
	fmt.Fprintf(w, "%d entries of %d subjects, %d of them folded line by line, %d not\n", report.Entries, report.Subjects, report.Folded, report.Unfolded)
	fmt.Fprintf(w, "%d bodies as they were written, %d erased under a tombstone, %d left out of the file\n",
		report.Bodies, report.Erased, report.LeftOut)
}

func verdict(w io.Writer, found int) error {
	if found > 0 {
		return fmt.Errorf("the record is not sound: %d finding(s)", found)
	}
	_, err := fmt.Fprintln(w, "the record is sound")
	return err
}

// restored gives the procedure out of a bundle of an export.
func restored(content []byte) (*models.Procedure, error) {
	b, err := process.Restore(content)
	if err != nil {
		return nil, err
	}
	return &b.Procedure, nil
}
