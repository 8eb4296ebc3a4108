package subsystems_test

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
	"mingcha/policies/directory"
	"mingcha/policies/subsystems"
)

// offices is the shipped directory as the compiler asks it.
type offices struct{ *directory.Directory }

func (o offices) RoleExists(role string) bool {
	_, found := o.Roles.Find(role)
	return found
}

func (o offices) UnitKindExists(kind string) bool {
	return kind == townGovernment || slices.ContainsFunc(o.Units.All(), func(u directory.Unit) bool { return u.Kind == kind })
}

// unit finds the office of a kind for an item of the city or, if town, of Changping. A town's own work is done in its
// service hall.
func (o offices) unit(kind string, town bool) directory.Unit {
	division := dongguan
	if town {
		division = changping
	}
	if kind == townGovernment {
		kind, division = "service_hall", changping
	}
	unit, _ := o.Units.Nearest(kind, division)
	return unit
}

const (
	townGovernment = "town_government"
	changping      = "441900110000"
	dongguan       = "441900000000"
)

func TestEveryStepOfEveryItemHasItsPostInTheCity(t *testing.T) { // covers S33
	d, err := directory.Shipped()
	require.NoError(t, err)
	o := offices{d}
	catalogue, err := process.LoadAll(subsystems.Files, o)
	require.NoError(t, err)
	for _, b := range catalogue.All() {
		for _, s := range b.Procedure.Steps {
			if s.Role == "" {
				continue
			}
			unit := o.unit(cmp.Or(s.Unit, b.Guide.Unit.Kind), b.Guide.Unit.Kind == townGovernment)
			require.True(t, slices.ContainsFunc(d.Posts, func(p directory.Post) bool { return p.Unit == unit.ID && p.Role == s.Role }),
				"%s: nobody is %s for %s in %s", b.Procedure.Item, s.Role, s.Key, unit.ID)
		}
	}
}

// covers S96
func TestEveryItemOfAdministrativeApprovalIsTakenInAtAWindowOfTheCentre(t *testing.T) {
	d, err := directory.Shipped()
	require.NoError(t, err)
	o := offices{d}
	catalogue, err := process.LoadAll(subsystems.Files, o)
	require.NoError(t, err)
	centre, _ := d.Units.Nearest("service_hall", dongguan)
	require.NotEmpty(t, centre.Windows, "the centre has windows")
	everybody := func(string, string) bool { return true }
	for _, b := range catalogue.All() {
		if b.Guide.Unit.Kind == "accountability_office" {
			continue // no application: an organ opens the matter
		}
		require.False(t, b.Changed(nil, everybody).OutsideWindow, b.Procedure.Item)
		unit := o.unit(b.Guide.Unit.Kind, b.Guide.Unit.Kind == townGovernment)
		require.True(t, slices.ContainsFunc(d.Posts, func(p directory.Post) bool { return p.Unit == unit.ID && p.Role == process.WindowRole }),
			"%s: %s has no window", b.Procedure.Item, unit.ID)
	}
}

// covers S36
func TestNoSecretItemIsShippedAndNoneCanBe(t *testing.T) {
	d, err := directory.Shipped()
	require.NoError(t, err)
	read := func(name string) string {
		text, err := subsystems.Files.ReadFile("administrative-approval/" + name)
		require.NoError(t, err)
		return string(text)
	}
	secret, err := process.Parse("road-freight.yaml", []byte("secret: true\n"+read("items/road-freight.yaml")))
	require.NoError(t, err)
	defaults, err := process.Parse("defaults.yaml", []byte(read("defaults.yaml")))
	require.NoError(t, err)
	_, err = process.Compile(secret, offices{d}, defaults)
	require.ErrorContains(t, err, "secret_item", "it becomes no bundle, so that no case, no list and no page can name it")
}
