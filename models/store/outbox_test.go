package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

// reach lets a person be reached by mail.
func reach(t *testing.T, s *store.Store, account string, change ...func(*models.ContactRow)) {
	t.Helper()
	row := models.ContactRow{
		Account: account, Channel: models.MailChannel, Address: models.Sealed(account + "@office.example"), Language: "zh-CN", Wanted: true,
		Verified: ptr(monday), Changed: monday,
	}
	for _, c := range change {
		c(&row)
	}
	require.NoError(t, s.SaveContact(t.Context(), row))
}

// telling appends a line that tells somebody of a card.
func telling(s *store.Store, a *author, command string, notices ...models.Notice) {
	b := a.next(command, models.Urge, monday, "")
	for _, n := range notices {
		n.Made = monday
		b.Notices = append(b.Notices, n)
	}
	a.write(s, b)
}

func queued(t *testing.T, s *store.Store, state models.DeliveryState) []string {
	t.Helper()
	rows, _, err := s.Deliveries(t.Context(), models.DeliveryFilter{State: state})
	require.NoError(t, err)
	out := []string{}
	for _, d := range rows {
		out = append(out, d.ID)
	}
	slices.Sort(out)
	return out
}

func mailOnly() models.Outgoing {
	return models.Outgoing{Channels: []models.Channel{models.MailChannel}, Indoors: []string{"one_time_code"}}
}

// covers S27
// covers S28
func TestOutbox(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		a := newAuthor(t, "case-out")
		reach(t, s, "li")
		t.Run("where no channel is configured nothing is queued and nobody's address is looked for", func(t *testing.T) {
			sent := s.Statements(t, func() { telling(s, a, "one", models.Notice{ID: "n1", Account: "li", Kind: "red"}) })
			for _, st := range sent {
				require.NotContains(t, st.SQL, "contact_rows")
				require.NotContains(t, st.SQL, "deliveries")
			}
			require.Empty(t, queued(t, s, models.Queued))
		})
		s.Outgoing(mailOnly())
		t.Run("a line that tells nobody asks for nobody's address", func(t *testing.T) {
			for _, st := range s.Statements(t, func() { telling(s, a, "none") }) {
				require.NotContains(t, st.SQL, "contact_rows")
			}
		})
		t.Run("a notice is queued for who proved an address and wants it there, with the line it tells of", func(t *testing.T) {
			reach(t, s, "zhao", func(c *models.ContactRow) { c.Wanted = false })
			reach(t, s, "qian", func(c *models.ContactRow) { c.Verified = nil })
			reach(t, s, "sun", func(c *models.ContactRow) { c.Channel = models.SMSChannel })
			telling(s, a, "two", models.Notice{ID: "n2", Account: "li", Kind: "red", Card: "k1"}, models.Notice{ID: "n3", Account: "zhao", Kind: "red"},
				models.Notice{ID: "n4", Account: "qian", Kind: "red"}, models.Notice{ID: "n5", Account: "sun", Kind: "red"}, models.Notice{ID: "n6", Account: "nobody", Kind: "red"})
			require.Equal(t, []string{"n2.mail"}, queued(t, s, models.Queued))
		})
		t.Run("what may not leave the house does not", func(t *testing.T) {
			telling(s, a, "three", models.Notice{ID: "n7", Account: "li", Kind: "one_time_code", Card: "AAYFG5TK"})
			require.Equal(t, []string{"n2.mail"}, queued(t, s, models.Queued))
		})
		t.Run("a batch that is refused queues nothing", func(t *testing.T) {
			b := a.next("four", models.Urge, monday, "")
			b.From, b.Lines[0].N = 1, 1
			b.Notices = []models.Notice{{ID: "n8", Account: "li", Kind: "red", Made: monday}}
			existing, err := s.Append(t.Context(), b)
			require.NoError(t, err)
			require.NotEmpty(t, existing)
			require.Equal(t, []string{"n2.mail"}, queued(t, s, models.Queued))
		})
		t.Run("who stands in is told outside too, and so is who minds an incident", func(t *testing.T) {
			require.NoError(t, s.RecordAbsence(t.Context(), models.AbsenceRow{ID: "away", Account: "zhou", StandIn: "li", From: monday.Add(-time.Hour), To: monday.Add(time.Hour), Made: monday}))
			telling(s, a, "five", models.Notice{ID: "n9", Account: "zhou", Kind: "urge"})
			require.NoError(t, s.AddNotices(t.Context(), []models.Notice{{ID: "n10", Account: "li", Kind: "incident", Made: monday}}))
			require.Equal(t, []string{"n10.mail", "n2.mail", "n9~.mail"}, queued(t, s, models.Queued))
		})
		t.Run("a card shows who was told and how it went", func(t *testing.T) {
			notices, out, err := s.DeliveriesOfCard(t.Context(), "k1")
			require.NoError(t, err)
			require.Len(t, notices, 1)
			require.Len(t, out, 1)
			require.Equal(t, notices[0].ID, out[0].Notice)
		})
	})
}

func TestApplicantsAreTold(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		s.Outgoing(models.Outgoing{
			Channels: []models.Channel{models.SMSChannel}, Applicants: models.SMSChannel, Now: func() time.Time { return monday.Add(25 * time.Hour) },
		})
		reach(t, s, "li", func(c *models.ContactRow) { c.Channel = models.SMSChannel })
		a := newAuthor(t, "case-applicant")
		line := func(command string, verb models.Verb, at time.Time, change func(*models.CaseRow)) {
			b := a.next(command, verb, at, "")
			b.Case = caseRow(a.subject, "bureau", town, monday)
			change(b.Case)
			a.write(s, b)
		}
		same, tuesday := func(*models.CaseRow) {}, monday.Add(24*time.Hour)
		kinds := func() []string {
			rows, _, err := s.Deliveries(t.Context(), models.DeliveryFilter{State: models.Queued})
			require.NoError(t, err)
			out := []string{}
			for _, d := range rows {
				require.Empty(t, d.Address, "the phone stands in the application only")
				out = append(out, d.Kind)
			}
			slices.Sort(out)
			return out
		}
		t.Run("of acceptance, supplement and decision, and of nothing else", func(t *testing.T) {
			line("1", models.Submit, tuesday, same)
			line("2", models.NotifySupplement, tuesday, same)
			line("3", models.Accept, tuesday, same)
			line("4", models.Approve, tuesday, same)
			line("5", models.Approve, tuesday, func(c *models.CaseRow) { c.Decided = ptr(tuesday) })
			require.Equal(t, []string{models.ApplicantAccepted, models.ApplicantDecided, models.ApplicantSupplement}, kinds())
		})
		t.Run("of nothing that is no news any more, and nobody else is either: it comes with an import", func(t *testing.T) {
			line("6", models.Accept, monday, same)
			told := models.Notice{ID: "old", Account: "li", Kind: "red", Made: monday}
			require.NoError(t, s.AddNotices(t.Context(), []models.Notice{told}))
			require.Len(t, kinds(), 3)
			told.ID, told.Made = "new", tuesday
			require.NoError(t, s.AddNotices(t.Context(), []models.Notice{told}))
			require.Len(t, kinds(), 4)
		})
	})
}

func TestDeliveries(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx, a := t.Context(), newAuthor(t, "case-sent")
		s.Outgoing(mailOnly())
		reach(t, s, "li")
		for i := range 5 {
			telling(s, a, fmt.Sprint("c", i), models.Notice{ID: fmt.Sprint("n", i), Account: "li", Kind: "urge"})
		}
		claim := func(lease string, at time.Time, most int) []models.Delivery {
			rows, err := s.ClaimDeliveries(ctx, models.MailChannel, lease, at, time.Minute, most)
			require.NoError(t, err)
			return rows
		}
		t.Run("nothing is due before its time, nor on another channel", func(t *testing.T) {
			require.Empty(t, claim("early", monday.Add(-time.Second), 9))
			rows, err := s.ClaimDeliveries(ctx, models.SMSChannel, "sms", monday, time.Minute, 9)
			require.NoError(t, err)
			require.Empty(t, rows)
		})
		first := claim("a", monday, 3)
		t.Run("what one node has leased another does not get until the lease is over", func(t *testing.T) {
			require.Len(t, first, 3)
			require.Len(t, claim("b", monday, 9), 2)
			require.Empty(t, claim("c", monday.Add(59*time.Second), 9))
		})
		t.Run("sent is final", func(t *testing.T) {
			require.NoError(t, s.RecordDelivery(ctx, first[0], models.Sent, "250 ok", monday))
			require.Equal(t, []string{first[0].ID}, queued(t, s, models.Sent))
		})
		t.Run("whose lease is over records nothing: another has the message", func(t *testing.T) {
			again := claim("d", monday.Add(time.Minute), 9)
			require.Len(t, again, 4)
			require.NoError(t, s.RecordDelivery(ctx, first[1], models.Undelivered, "late", monday))
			require.Empty(t, queued(t, s, models.Undelivered))
		})
		t.Run("what is given back waits, and does not count as a try", func(t *testing.T) {
			require.NoError(t, s.ReleaseDeliveries(ctx, "d", monday.Add(time.Hour)))
			require.Empty(t, claim("e", monday.Add(59*time.Minute), 9))
			rows := claim("f", monday.Add(time.Hour), 9)
			require.Len(t, rows, 4)
			require.Zero(t, rows[0].Tries)
			require.NoError(t, s.PutOffDelivery(ctx, rows[0], monday.Add(2*time.Hour), true, "451 later"))
			require.NoError(t, s.RecordDelivery(ctx, rows[1], models.Undelivered, "550 no", monday))
			require.NoError(t, s.RecordDelivery(ctx, rows[2], models.Undelivered, "550 no", monday))
			require.NoError(t, s.RecordDelivery(ctx, rows[3], models.Unaddressed, "", monday))
		})
		t.Run("they are counted, what was sent since an instant only", func(t *testing.T) {
			counts, err := s.CountDeliveries(ctx, monday)
			require.NoError(t, err)
			require.Equal(t, []models.DeliveryCount{
				{Channel: models.MailChannel, State: models.Undelivered, N: 2}, {Channel: models.MailChannel, State: models.Queued, N: 1},
				{Channel: models.MailChannel, State: models.Sent, N: 1},
			}, counts)
			counts, err = s.CountDeliveries(ctx, monday.Add(time.Second))
			require.NoError(t, err)
			require.Len(t, counts, 2)
		})
		t.Run("what was given up is listed page by page and sent again, one or all", func(t *testing.T) {
			page, next, err := s.Deliveries(ctx, models.DeliveryFilter{State: models.Undelivered, Page: models.Page{Limit: 1}})
			require.NoError(t, err)
			require.Equal(t, models.Sealed("550 no"), page[0].Answer)
			rest, none, err := s.Deliveries(ctx, models.DeliveryFilter{State: models.Undelivered, Channel: models.MailChannel, Page: models.Page{Limit: 1, Cursor: next}})
			require.NoError(t, err)
			require.Empty(t, none)
			require.NotEqual(t, page[0].ID, rest[0].ID)
			later := monday.Add(30 * time.Hour)
			n, err := s.RetryDeliveries(ctx, "", []string{page[0].ID, first[0].ID}, later)
			require.NoError(t, err)
			require.Equal(t, 1, n, "what was sent is not sent again")
			n, err = s.RetryDeliveries(ctx, models.MailChannel, nil, later)
			require.NoError(t, err)
			require.Equal(t, 1, n)
			require.Len(t, claim("g", later, 9), 3)
		})
		t.Run("what was settled long ago is forgotten, what waits is not", func(t *testing.T) {
			n, err := s.ForgetDeliveries(ctx, monday)
			require.NoError(t, err)
			require.Zero(t, n)
			n, err = s.ForgetDeliveries(ctx, monday.Add(time.Second))
			require.NoError(t, err)
			require.Equal(t, 2, n, "one that was sent, one that had no address")
			require.Empty(t, queued(t, s, models.Sent))
			require.Len(t, queued(t, s, models.Queued), 3)
		})
	})
}

func TestNothingReadsTheWholeOutbox(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		fill(t, s, 20_000,
			"INSERT INTO deliveries SELECT id, id, holder, CASE WHEN id < 'case-10001' THEN 'sms' ELSE 'mail' END, 'red', id, id, number, item, '', '', '', "+
				"'sent', submitted, 0, '', submitted, '', demo FROM case_rows",
			"INSERT INTO notices SELECT id, holder, 'red', id, id, number, item, submitted, NULL, demo FROM case_rows")
		for name, ask := range map[string]func() error{
			"what is due": func() error {
				_, err := s.ClaimDeliveries(t.Context(), models.MailChannel, "l", filledNow, time.Minute, 50)
				return err
			},
			"the latest": func() error {
				_, _, err := s.Deliveries(t.Context(), models.DeliveryFilter{State: models.Sent})
				return err
			},
			"the counts":        func() error { _, err := s.CountDeliveries(t.Context(), filledNow.Add(-time.Hour)); return err },
			"what is forgotten": func() error { _, err := s.ForgetDeliveries(t.Context(), filledNow.AddDate(-3, 0, 0)); return err },
			"a card":            func() error { _, _, err := s.DeliveriesOfCard(t.Context(), "case-100000020"); return err },
			"a code to an address": func() error {
				return s.QueueCode(t.Context(), models.Delivery{ID: "q", Channel: models.SMSChannel, Address: "13800001234", Made: filledNow})
			},
		} {
			for _, st := range s.Statements(t, func() { require.NoError(t, ask()) }) {
				if strings.HasPrefix(strings.ToUpper(st.SQL), "INSERT") {
					continue
				}
				for _, step := range s.Plan(t, st) {
					require.False(t, scans(s, step), "%s: %s\n%v\n%s", name, st.SQL, st.Args, step)
				}
			}
		}
	})
}
