package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"mingcha/activities/rehearsal"
	"mingcha/models"
	"mingcha/models/clock"
)

// ListDifferences lists who would fare otherwise.
func (s *Server) ListDifferences(ctx context.Context, req ListDifferencesRequestObject) (ListDifferencesResponseObject, error) {
	row, err := s.rehearsalOf(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	limit := req.Params.Limit
	if limit <= 0 {
		limit = 50
	}
	found, next, err := s.Rehearsals.RehearsalDifferences(ctx, row.ID, req.Params.Cursor, limit)
	if err != nil {
		return nil, err
	}
	rows, err := s.differences(ctx, found)
	return ListDifferences200JSONResponse{Rows: rows, Next: next}, err
}

// differences reads what was found, and names people, units and items.
func (s *Server) differences(ctx context.Context, found []models.RehearsalDifference) ([]Difference, error) {
	read := make([]rehearsal.Difference, len(found))
	var people []string
	for i, f := range found {
		if err := json.Unmarshal([]byte(f.Detail), &read[i]); err != nil {
			return nil, fmt.Errorf("read a difference of %s: %w", f.Subject, err)
		}
		if t := read[i].Tasks; t != nil {
			for _, w := range append(t.Before, t.After...) {
				people = append(people, w.Account)
			}
		}
	}
	n, err := s.naming(ctx, people...)
	out := make([]Difference, len(found))
	for i, d := range read {
		out[i] = s.difference(ctx, n, d)
		out[i].Phase = DifferencePhase(found[i].Phase)
	}
	return out, err
}

func (s *Server) difference(ctx context.Context, n *naming, d rehearsal.Difference) Difference {
	out := Difference{
		Kind: string(d.Kind), Subject: d.Subject, Number: d.Number, Unit: n.unit(d.Unit), Refused: d.Refused, Fault: d.Fault,
		Clocks: each(d.Clocks, func(c rehearsal.ClockMoved) DueMoved {
			return DueMoved{Clock: c.Clock, ClockName: s.clockName(ctx, d.Item, c.Clock), Before: c.Before, After: c.After}
		}),
		Gained: each(d.Gained, foreseen), Lost: each(d.Lost, foreseen),
		Moved: each(d.Moved, func(e rehearsal.EventMoved) ForeseenEvent {
			out := foreseen(e.Event)
			out.Was = e.Was
			return out
		}),
	}
	if d.Item != "" {
		out.Item = n.item(d.Item)
	}
	if d.Next != nil {
		out.NextBefore, out.NextAfter = d.Next.Before.At, d.Next.After.At
	}
	if d.Tasks != nil {
		waits := func(w rehearsal.Waiting) WaitsFor {
			return WaitsFor{Step: w.Step, Role: n.role(w.Role), Unit: n.unit(w.Unit), Person: n.person(w.Account)}
		}
		out.WaitsBefore, out.WaitsAfter = each(d.Tasks.Before, waits), each(d.Tasks.After, waits)
	}
	if d.Refused != "" {
		out.Sentence = s.refusalSentence(ctx, string(models.Conflict), d.Refused)
	}
	return out
}

// refusalSentence words why something was refused, in the reader's language.
func (s *Server) refusalSentence(ctx context.Context, code, reason string) string {
	if reason == "" {
		return ""
	}
	return s.sentences.problem(models.Errorf(models.Code(code), reason, "%s", reason), requestOf(ctx).spoken()).Detail
}

func foreseen(e rehearsal.Event) ForeseenEvent {
	return ForeseenEvent{Verb: string(e.Verb), Rule: e.Rule, Level: levelOf(e.Level), On: e.On, At: e.At}
}

// clockName words a clock of an item's case by the version in force.
func (s *Server) clockName(ctx context.Context, item, name string) string {
	t := teller{words: s.sentences, language: requestOf(ctx).spoken()}
	b, known := s.Shelf.Catalogue().Find(item)
	if !known {
		name, _, _ = strings.Cut(name, "#")
		kind, _, _ := strings.Cut(name, "/")
		return t.words.reason("clock_"+kind, t.language)
	}
	t.bundle = b
	return t.clockName(name)
}

// differenceWords are the words of the table, Chinese and English.
var differenceWords = map[string][2]string{
	"title": {"预演差异", "rehearsal"}, "phase": {"范围", "scope"}, "ahead": {"在办件", "open"}, "past": {"过往时段", "past period"},
	"number": {"办件编号", "case"}, "item": {"事项", "item"}, "unit": {"单位", "unit"}, "what": {"变化", "what differs"}, "on": {"对象", "on"},
	"before": {"发布前", "before"}, "after": {"发布后", "after"}, "due": {"到期时间", "due"}, "waits": {"待办", "waits for"},
	"event": {"牌件和事件", "signal or event"}, "refused": {"不能转入新版", "cannot go over"}, "fault": {"不能判断", "cannot be judged"},
}

// ExportDifferences gives all differences as a table, read page by page.
func (s *Server) ExportDifferences(ctx context.Context, req ExportDifferencesRequestObject) (ExportDifferencesResponseObject, error) {
	row, err := s.rehearsalOf(ctx, req.Id)
	if err != nil {
		return nil, err
	}
	word := func(key string) string {
		return inLanguage(differenceWords[key][0], differenceWords[key][1], req.Params.Language)
	}
	out := bytes.NewBufferString(byteOrderMark)
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write(each([]string{"phase", "number", "item", "unit", "what", "on", "before", "after"}, word)); err != nil {
		return nil, err
	}
	for cursor, more := "", true; more; more = cursor != "" {
		found, next, err := s.Rehearsals.RehearsalDifferences(ctx, row.ID, cursor, 200)
		if err != nil {
			return nil, err
		}
		rows, err := s.differences(ctx, found)
		if err != nil {
			return nil, err
		}
		for _, d := range rows {
			if err := w.WriteAll(differenceCells(d, word, req.Params.Language)); err != nil {
				return nil, fmt.Errorf("write the differences of %s: %w", row.ID, err)
			}
		}
		cursor = next
	}
	w.Flush()
	return ExportDifferences200TextcsvResponse{
		Body: out, ContentLength: int64(out.Len()),
		Headers: ExportDifferences200ResponseHeaders{ContentDisposition: "attachment; filename*=UTF-8''" + url.PathEscape(word("title")+".csv")},
	}, w.Error()
}

// differenceCells are the rows of one subject: one for each thing that differs.
func differenceCells(d Difference, word func(string) string, language Language) [][]string {
	head := []string{
		word(string(d.Phase)), d.Number, safeCell(inLanguage(d.Item.Name, d.Item.NameEn, language)), safeCell(inLanguage(d.Unit.Name, d.Unit.NameEn, language)),
	}
	var out [][]string
	add := func(what, on, before, after string) {
		out = append(out, append(head[:len(head):len(head)], word(what), safeCell(on), safeCell(before), safeCell(after)))
	}
	for _, c := range d.Clocks {
		add("due", c.ClockName, minute(c.Before), minute(c.After))
	}
	if d.WaitsBefore != nil || d.WaitsAfter != nil {
		add("waits", "", waitsText(d.WaitsBefore, language), waitsText(d.WaitsAfter, language))
	}
	for _, e := range d.Lost {
		add("event", eventText(e), minute(e.At), "")
	}
	for _, e := range d.Gained {
		add("event", eventText(e), "", minute(e.At))
	}
	for _, e := range d.Moved {
		add("event", eventText(e), minute(e.Was), minute(e.At))
	}
	if d.Refused != "" {
		add("refused", d.Sentence, "", "")
	}
	if d.Fault != "" {
		add("fault", d.Fault, "", "")
	}
	return out
}

func eventText(e ForeseenEvent) string {
	return strings.TrimSpace(strings.Join([]string{e.Rule, e.Verb, string(e.Level), e.On}, " "))
}

func waitsText(list []WaitsFor, language Language) string {
	return strings.Join(each(list, func(w WaitsFor) string {
		return strings.TrimSpace(inLanguage(w.Role.Name, w.Role.NameEn, language) + " " + w.Person.Name)
	}), "、")
}

func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(clock.Zone).Format("2006-01-02 15:04")
}
