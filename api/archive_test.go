package api

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/archive"
	"mingcha/models/process"
	proof "mingcha/models/record"
	"mingcha/models/store"
)

// sealer proves from the seals that the database still holds.
type sealer struct {
	*store.Store
	ring *store.Keyring
}

func (s sealer) Prove(ctx context.Context, subject string, n int, _ time.Time) (proof.Proof, bool, error) {
	seals, err := s.UnexportedSeals(ctx)
	for _, seal := range seals {
		if p, covered := seal.Prove(subject); covered && p.Leaf.N >= n {
			return p, true, err
		}
	}
	return proof.Proof{}, false, err
}

func (s sealer) SignArchive(manifest []byte) string { return archive.Sign(manifest, s.ring.Signer()) }

func (o *office) opened(r reply) archive.Report {
	o.t.Helper()
	text := r.body
	return archive.Verify(bytes.NewReader(text), int64(len(text)), o.store.PublicKey(), nil, func(content []byte) (*models.Procedure, error) {
		b, err := process.Restore(content)
		if err != nil {
			return nil, err
		}
		return &b.Procedure, nil
	})
}

// closedCase brings a new case to its end.
func (o *office) closedCase() string {
	o.t.Helper()
	id := o.accepted()
	for _, step := range []struct{ who, step string }{{handler, "review"}, {"dg-scjgj.handler-02", "onsite"}, {reviewer, "audit"}, {approver, "decide"}} {
		o.do(step.who, id, models.Approve, CaseCommand{Step: step.step, Note: "同意"}).is(200)
	}
	o.do(deliverer, id, models.Deliver, CaseCommand{Step: "deliver", Way: "window", Receiver: aPerson}).is(200)
	o.do(deliverer, id, models.Close, CaseCommand{}).is(200)
	return id
}

// covers S95
func TestArchivePackage(t *testing.T) {
	o := openOffice(t)
	id := o.closedCase()
	item, _ := o.places.Catalogue().Find(foodItem)
	content, err := json.Marshal(item)
	require.NoError(t, err)
	require.NoError(t, o.store.PublishBundle(t.Context(), models.BundleRow{Item: foodItem, From: o.clock(), Hash: item.Hash, Content: content, Published: o.clock()}))
	address := "/cases/" + id + "/archive?why=" + "%E5%BD%92%E6%A1%A3"

	t.Run("is refused to whoever only works on the case, and that is on record", func(t *testing.T) {
		o.get(handler, address).problem(403, "not_allowed")
		require.Equal(t, models.Refused, o.audited("export_case")[0].Outcome)
	})
	t.Run("needs a reason", func(t *testing.T) {
		o.get(head, "/cases/"+id+"/archive").problem(422, "faulty_fields")
	})
	t.Run("is made of no case that is still open", func(t *testing.T) {
		o.get(head, "/cases/"+o.accepted()+"/archive?why=x").problem(409, "not_ended")
	})
	t.Run("holds everything in plain words, and is sound", func(t *testing.T) {
		r := o.get(head, address).is(200)
		require.Equal(t, "application/zip", r.header.Get("Content-Type"))
		require.Contains(t, r.header.Get("Content-Disposition"), ".zip")
		report := o.opened(r)
		require.True(t, report.Sound(), "%+v", report.Findings)
		require.Equal(t, 1, report.Record.Folded)
		require.Zero(t, report.Record.LeftOut)
		require.Empty(t, report.Manifest.Lacking)
		titles := map[string]string{}
		for _, e := range report.Manifest.Entries {
			titles[e.Title] = e.Name
		}
		require.Contains(t, titles, "受理通知书")
		require.Contains(t, titles, evidenceTitle)
		require.True(t, strings.HasPrefix(titles["材料.pdf"], archive.FilesFolder), "%v", titles)
		require.Equal(t, "归档", o.audited("export_case")[0].Detail.Why)
	})
	t.Run("says who may take it out, on the page of the case", func(t *testing.T) {
		for as, may := range map[string]bool{head: true, handler: false} {
			var c Case
			o.get(as, "/cases/"+id).is(200).into(&c)
			require.Equal(t, may, c.Exports, as)
		}
	})
	t.Run("is proven by seals as soon as there are some", func(t *testing.T) {
		require.Zero(t, o.opened(o.get(head, address)).Proven)
		_, err := o.store.SealHeads(t.Context(), o.clock())
		require.NoError(t, err)
		report := o.opened(o.get(head, address))
		require.Positive(t, report.Proven)
		require.Zero(t, report.Open)
	})
	t.Run("complaints about the case go into it, with their documents: for who reads them in plain, never for others", func(t *testing.T) {
		row, err := o.store.Case(t.Context(), id)
		require.NoError(t, err)
		c := plaint()
		c.Number = row.Number
		about, _ := o.lodged(c)
		o.onComplaint(complaintDesk, about, models.AcceptComplaint, ComplaintCommand{}).is(200)
		require.Zero(t, o.opened(o.get(head, address)).Manifest.Complaints, "the unit complained of")
		report := o.opened(o.get(complaintDesk, address).is(200))
		require.True(t, report.Sound(), "%+v", report.Findings)
		require.Equal(t, 1, report.Manifest.Complaints)
		require.Contains(t, report.Manifest.Subjects, about)
		require.Contains(t, each(report.Manifest.Entries, func(e archive.Entry) string { return e.Title }), "投诉受理告知书")
		require.Equal(t, "归档", o.audited("unmask_complaint")[0].Detail.Why)
	})
	t.Run("an attachment that is there no more is told as lacking, and the rest stays sound", func(t *testing.T) {
		clear(o.vault)
		report := o.opened(o.get(head, address))
		require.True(t, report.Sound(), "%+v", report.Findings)
		require.NotEmpty(t, report.Manifest.Lacking)
	})
	t.Run("by its number, for whoever runs the machine", func(t *testing.T) {
		row, err := o.store.Case(t.Context(), id)
		require.NoError(t, err)
		var out bytes.Buffer
		require.NoError(t, o.server.WriteArchive(t.Context(), &out, row.Number, "mingcha archive"))
		_, err = zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
		require.NoError(t, err)
		require.Error(t, o.server.WriteArchive(t.Context(), &out, "nobody", "mingcha archive"))
	})
}

func TestArchivingACase(t *testing.T) {
	o := openOffice(t)
	id := o.closedCase()
	offered := func(as string) Offer {
		var list OfferList
		o.get(as, "/cases/"+id+"/offers").is(200).into(&list)
		for _, row := range list.Rows {
			if row.Verb == models.Archive {
				return row
			}
		}
		return Offer{}
	}
	require.False(t, offered(handler).Allowed)
	require.True(t, offered(deliverer).Allowed)
	o.do(handler, id, models.Archive, CaseCommand{}).problem(403, "not_in_role")
	o.do(deliverer, id, models.Archive, CaseCommand{}).is(200)
	row, err := o.store.Case(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, models.Archived, row.Status)
	require.NotNil(t, row.Ended)
	o.do(head, id, models.Reopen, CaseCommand{Reason: "重办", Target: "review"}).problem(409, "not_in_status")
}
