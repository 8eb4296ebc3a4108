package inforce

import (
	"fmt"
	"io/fs"
	"time"

	"mingcha/models/process"
	"mingcha/models/supervision"
)

// Offer is what content rules may know of a bundle beyond its procedure, and whether its item is in force now.
func (f *InForce) Offer(bundle string) (supervision.Offer, error) {
	b, err := f.Bundle(bundle)
	if err != nil {
		return supervision.Offer{}, err
	}
	offer := b.Offer()
	_, offer.Listed = f.Catalogue().Find(b.Procedure.Item)
	return offer, nil
}

// Manned reports whether anybody is appointed to a role in some unit of a kind.
func (f *InForce) Manned(kind, role string, at time.Time) bool {
	for _, u := range f.Snapshot().Units.OfKind(kind) {
		if len(f.Holders(u.ID, role, at)) > 0 {
			return true
		}
	}
	return false
}

// Analysis returns the rules over many cases in force at an instant, nil if none are.
func (f *InForce) Analysis(at time.Time) *supervision.Analysis {
	var newest *supervision.Analysis
	for _, a := range f.analyses {
		if !a.From.Opens().After(at) && (newest == nil || a.From >= newest.From) {
			newest = a
		}
	}
	return newest
}

func analyses(files fs.FS) ([]*supervision.Analysis, error) {
	names, err := fs.Glob(files, "*/analysis/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list analyses: %w", err)
	}
	var out []*supervision.Analysis
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read analysis %s: %w", name, err)
		}
		a, err := process.ParseAnalysis(name, text)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}
