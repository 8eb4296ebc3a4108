package api

import (
	"context"
	"slices"
	"sync"
	"time"

	"mingcha/models"
	"mingcha/policies/directory"
)

// names keeps the display names of officials for a minute, so that a list costs no query per row.
type names struct {
	load  func(ctx context.Context, accounts []string) (map[string]string, error)
	now   func() time.Time
	mu    sync.Mutex
	known map[string]named
}

type named struct {
	name string
	at   time.Time
}

func newNames(load func(context.Context, []string) (map[string]string, error), now func() time.Time) *names {
	return &names{load: load, now: now, known: map[string]named{}}
}

// of returns the names of these accounts. One that has none is named by its ID.
func (n *names) of(ctx context.Context, accounts ...string) (map[string]string, error) {
	found := map[string]string{}
	var missing []string
	fresh := n.now().Add(-time.Minute)
	n.mu.Lock()
	for _, id := range accounts {
		if known, ok := n.known[id]; ok && known.at.After(fresh) {
			found[id] = known.name
		} else if id != "" && id != models.SystemAccount && id != models.ApplicantAccount && !slices.Contains(missing, id) {
			missing = append(missing, id)
		}
	}
	n.mu.Unlock()
	if len(missing) == 0 {
		return found, nil
	}
	loaded, err := n.load(ctx, missing)
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, id := range missing {
		name, known := loaded[id]
		if !known {
			name = id
		}
		found[id], n.known[id] = name, named{name, n.now()}
	}
	return found, nil
}

// naming puts names to the keys of one answer.
type naming struct {
	places *directory.Snapshot
	shelf  Shelf
	people map[string]string
	law    Law
	at     time.Time // when the answer is given
}

// naming prepares the names for an answer in which these accounts occur.
func (s *Server) naming(ctx context.Context, accounts ...string) (*naming, error) {
	people, err := s.names.of(ctx, accounts...)
	if err != nil {
		return nil, err
	}
	return &naming{places: s.Gate.Snapshot(), shelf: s.Shelf, people: people, law: s.Law, at: s.Now()}, nil
}

func (n *naming) unit(id string) UnitName {
	if id == "" {
		return UnitName{}
	}
	unit, known := n.places.Units.Find(id)
	if !known {
		return UnitName{Id: id, Name: id, NameEn: id}
	}
	return UnitName{Id: id, Name: unit.NameZH, NameEn: unit.NameEN, Path: unit.Path}
}

func (n *naming) person(account string) Person {
	if account == "" {
		return Person{}
	}
	if name := n.people[account]; name != "" {
		return Person{Account: account, Name: name}
	}
	return Person{Account: account, Name: account}
}

// official is a person with the first post that was held at an instant.
func (n *naming) official(account string, at time.Time) Official {
	out := Official{Account: account, Name: n.person(account).Name}
	if posts := n.places.Of(account, at); len(posts) > 0 {
		out.Unit, out.Role = n.unit(posts[0].Unit), n.role(posts[0].Role)
	}
	return out
}

func (n *naming) role(key string) Role {
	role, known := n.places.Roles.Find(key)
	if !known {
		return Role{Key: key, Name: key, NameEn: key}
	}
	return Role{Key: key, Name: role.NameZH, NameEn: role.NameEN}
}

func (n *naming) item(key string) ItemName {
	bundle, known := n.shelf.Catalogue().Find(key)
	if !known {
		return ItemName{Key: key, Name: key, NameEn: key}
	}
	return ItemName{Key: key, Name: bundle.Guide.Name, NameEn: bundle.Guide.NameEN, Kind: ItemKind(bundle.Guide.Kind)}
}

// step names a step of a bundle; a step that the bundle does not know keeps its key.
func (n *naming) step(bundle, key string) (name, nameEN string) {
	if b, err := n.shelf.Bundle(bundle); err == nil && bundle != "" {
		if i := b.Procedure.StepIndex(key); i >= 0 {
			return b.Procedure.Steps[i].Name, b.Procedure.Steps[i].NameEN
		}
	}
	return key, key
}

// rule names a rule over acts, clocks or many cases as it is called now; one that is gone is named by its code.
func (n *naming) rule(code string) RuleName {
	if set := n.law.Rules("", n.at); set != nil {
		if r, known := set.Rule(code); known {
			return RuleName{Code: code, Name: r.Name, NameEn: r.NameEN, Class: RuleNameClass(r.Class)}
		}
	}
	if set := n.law.Analysis(n.at); set != nil {
		if r, known := set.Rule(code); known {
			return RuleName{Code: code, Name: r.Name, NameEn: r.NameEN, Class: Statistic}
		}
	}
	return RuleName{Code: code, Name: code, NameEn: code}
}

// each converts a list; the result is never nil, so that it is [] and not null on the wire.
func each[T, U any](list []T, convert func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = convert(v)
	}
	return out
}

// orZero is the value behind a pointer, or the zero value.
func orZero[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// displayNames reads names of accounts from the store.
func (d Deps) displayNames(ctx context.Context, accounts []string) (map[string]string, error) {
	rows, err := d.Accounts.AccountsByID(ctx, accounts)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for id, row := range rows {
		found[id] = string(row.Name)
	}
	return found, nil
}
