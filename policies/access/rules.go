package access

import (
	"errors"
	"fmt"
	"slices"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"mingcha/policies/directory"
)

// rules is the policy ready to be asked. A question is about one role, one kind and one action, and reads only the
// lines that could answer it. Rules name no person and no place and are never changed after they were built.
type rules map[permission]rule

type permission struct {
	role   string
	kind   Kind
	action Action
}

// rule is the lines of one permission and casbin over them.
type rule struct {
	relations []Relation
	enforcer  *casbin.Enforcer
}

// newRules builds the rules of a policy text. It refuses a faulty policy or matcher with everything that is wrong.
func newRules(policy, conf string, roles *directory.Roles) (rules, error) {
	lines, err := parse(policy, roles)
	if err != nil {
		return nil, err
	}
	m, err := model.NewModelFromString(conf)
	if err != nil {
		return nil, fmt.Errorf("read the model: %w", err)
	}
	out := rules{}
	for _, l := range lines {
		key := permission{l.Role, l.Kind, l.Action}
		out[key] = rule{relations: append(out[key].relations, l.Relation)}
	}
	for key, r := range out {
		if r.enforcer, err = newEnforcer(m.Copy(), key, r.relations); err != nil {
			return nil, fmt.Errorf("build the rule %v: %w", key, err)
		}
		out[key] = r
	}
	return out, nil
}

// newEnforcer builds casbin over the lines of one permission and asks it once: a fault in the matcher must stop the
// start of the program, not the first person who meets it.
func newEnforcer(m model.Model, p permission, relations []Relation) (*casbin.Enforcer, error) {
	for _, relation := range relations {
		if err := m.AddPolicy("p", "p", []string{p.role, string(p.kind), string(p.action), string(relation)}); err != nil {
			return nil, fmt.Errorf("add %s: %w", relation, err)
		}
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, fmt.Errorf("start casbin: %w", err)
	}
	e.AddFunction("within", within)
	e.AddFunction("stands", stands)
	if _, err := e.Enforce(p.role, string(p.kind), string(p.action), seat{}, subject{}); err != nil {
		return nil, fmt.Errorf("try the model: %w", err)
	}
	return e, nil
}

// near reports whether any relation of the rule stands. It saves asking where the answer can only be no; a yes is
// always casbin's.
func (r rule) near(s seat, about subject) bool {
	inside := directory.Within(s.Path, about.Path)
	return slices.ContainsFunc(r.relations, func(relation Relation) bool { return relation.stands(inside, s, about) })
}

// allow asks casbin whether an action is allowed from a seat, and by which relation.
func (r rule) allow(s seat, action Action, about subject) (by Relation, ok bool, err error) {
	ok, line, err := r.enforcer.EnforceEx(s.Role, string(about.Kind), string(action), s, about)
	switch {
	case err != nil:
		return "", false, fmt.Errorf("ask the policy: %w", err)
	case !ok:
		return "", false, nil
	case len(line) != 4:
		return "", false, errors.New("ask the policy: it allows without a line")
	default:
		return Relation(line[3]), true, nil
	}
}
