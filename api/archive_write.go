package api

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"mingcha/models"
	"mingcha/models/archive"
	"mingcha/models/clock"
	proof "mingcha/models/record"
)

//go:embed archive_readme.txt
var packReadMe string

// write writes the package.
func (p *pack) write(ctx context.Context, w io.Writer) error {
	row := p.f.row
	out := archive.NewWriter(w, archive.Manifest{
		Case: row.ID, Number: row.Number, Item: row.Item, Status: string(p.f.state.Status), Lines: p.f.state.N, Head: p.f.state.Head,
		Subjects: p.subjects, Complaints: len(p.plaints), Made: p.Now(), By: p.by, Demo: row.Demo,
	})
	calendar, err := p.calendar()
	if err != nil {
		return err
	}
	for _, e := range []struct {
		name    string
		content io.Reader
	}{
		{archive.ReadMeName, strings.NewReader(packReadMe)}, {archive.KeyName, strings.NewReader(proof.FormatKey(p.Archive.PublicKey()))},
		{archive.RecordName, &p.record}, {archive.ProofsName, &p.proofs}, {archive.CalendarName, bytes.NewReader(calendar)},
	} {
		if err := out.Add(e.name, "", e.content); err != nil {
			return err
		}
	}
	for i, paper := range p.papers {
		name := fmt.Sprintf("%s%02d-%s.pdf", archive.PapersFolder, i+1, paper.kind)
		if err := out.Add(name, paper.title, paper.pdf); err != nil {
			return err
		}
	}
	for _, name := range archive.Wanted(p.lines) {
		if err := p.add(ctx, out, name); err != nil {
			return err
		}
	}
	return out.Close(p.Archive.SignArchive)
}

// add writes what a line speaks of: a rule set or an attachment, or that it is not there any more.
func (p *pack) add(ctx context.Context, out *archive.Writer, name string) error {
	address, file := strings.CutPrefix(name, archive.FilesFolder)
	if !file {
		version := strings.TrimSuffix(strings.TrimPrefix(name, archive.RulesFolder), ".yaml")
		if p.rules[version] == "" {
			out.Lack(name, archive.Unknown)
			return nil
		}
		return out.Add(name, "", strings.NewReader(p.rules[version]))
	}
	content, err := p.Vault.Open(ctx, address)
	if models.CodeOf(err) == models.NotFound {
		out.Lack(name, archive.Gone)
		return nil
	}
	if err != nil {
		return err
	}
	defer content.Close()
	return out.Add(name, p.nameOf(ctx, address), content)
}

// nameOf is the name under which an attachment was handed in, "" if it is known no more.
func (p *pack) nameOf(ctx context.Context, address string) string {
	for _, subject := range p.subjects {
		rows, err := p.Attachments.AttachmentsOf(ctx, subject)
		if err != nil {
			return ""
		}
		for _, row := range rows {
			if row.Address == address {
				return string(row.Name)
			}
		}
	}
	return ""
}

// calendar is the working calendar of the case's place as it stands, over the years of the case.
func (p *pack) calendar() ([]byte, error) {
	cal := p.Law.Calendar(p.f.row.Path)
	from, to := clock.DateOf(p.f.state.Submitted), clock.DateOf(p.Now())
	out := struct {
		Revision string      `json:"revision"`
		Path     string      `json:"path"`
		From     clock.Date  `json:"from"`
		To       clock.Date  `json:"to"`
		Named    []clock.Day `json:"named"` // days that are off, or worked, other than their weekday says
	}{cal.Revision(), p.f.row.Path, from, to, cal.Named(from, to)}
	return json.MarshalIndent(out, "", " ")
}
