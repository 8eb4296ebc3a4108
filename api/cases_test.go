package api

import (
	"context"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/process"
)

// meal is a good application for a catering permit. Its materials are not uploaded yet.
func meal() Application {
	return Application{
		Item: foodItem, Unit: bureau, Channel: "computer",
		Applicant: Applicant{Kind: "person", Name: aPerson, IdentityKind: "citizen", Identity: aCitizen, Phone: aPhone, Address: anAddress},
		Form: map[string]any{
			"entity_name": "某某餐饮店", "uscc": aCreditNo, "legal_rep": aPerson, "legal_rep_id": aCitizen, "premises_address": anAddress,
			"division": "441900003000", "business_area": 120.5, "business_type": "餐饮服务经营者", "operation_items": []string{"热食类制售"},
			"phone": aPhone,
		},
	}
}

// aPDF is a small file that is one by its content.
func aPDF(text string) upload1 { return upload1{"材料.pdf", []byte("%PDF-1.4\n" + text + "\n%%EOF")} }

// brought uploads every material that an applicant must bring.
func (o *office) brought() []GivenMaterial {
	o.t.Helper()
	item, _ := o.places.Catalogue().Find(foodItem)
	var out []GivenMaterial
	for _, m := range item.Materials {
		if !m.Required || !m.Brought() {
			continue
		}
		var receipt FileReceipt
		o.send(ask{method: "POST", path: "/public/files", body: aPDF(m.Name)}).is(201).into(&receipt)
		out = append(out, GivenMaterial{No: m.No, Files: []Receipt{receipt.Receipt}})
	}
	return out
}

// applied submits a good application and returns the case.
func (o *office) applied() (id string, s Submitted) {
	o.t.Helper()
	a := meal()
	a.Materials = o.brought()
	o.post("", "/public/applications", a).is(201).into(&s)
	row, err := o.store.CaseByNumber(context.Background(), s.Number)
	require.NoError(o.t, err)
	return row.ID, s
}

// checklist says that everything on it is there.
func (o *office) checklist() []GivenMaterial {
	item, _ := o.places.Catalogue().Find(foodItem)
	return each(item.Materials, func(m process.Material) GivenMaterial { return GivenMaterial{No: m.No, State: "received"} })
}

// accepted brings a new case to its decision clock.
func (o *office) accepted() string {
	o.t.Helper()
	id, _ := o.applied()
	o.do(clerk, id, models.Receive, CaseCommand{Step: "accept"}).is(200)
	o.do(clerk, id, models.Accept, CaseCommand{Step: "accept", Materials: o.checklist()}).is(200)
	return id
}

// audited returns the audit lines with this action, oldest first.
func (o *office) audited(action string) []models.AuditLine {
	o.t.Helper()
	page, err := o.store.AuditLines(context.Background(), models.AuditFilter{
		Scope: []models.PathRange{models.Within("")}, Action: action, Page: models.Page{Limit: 200},
	})
	require.NoError(o.t, err)
	return page.Lines
}
