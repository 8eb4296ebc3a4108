package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models"
	"mingcha/models/store"
)

func TestContacts(t *testing.T) {
	onBoth(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		mine := models.ContactRow{
			Account: "li", Channel: models.MailChannel, Address: "li@office.example", Language: "en", Wanted: true, Changed: monday,
			CodeRef: s.Blind("good"), CodeUntil: ptr(monday.Add(time.Minute)),
		}
		prove := func(code string, at time.Time) error {
			return s.ProveContact(ctx, "li", models.MailChannel, s.Blind(code), at)
		}
		t.Run("a wrong code, a late one and none prove nothing", func(t *testing.T) {
			require.NoError(t, s.SaveContact(ctx, mine))
			require.Equal(t, models.NotFound, models.CodeOf(prove("bad", monday)))
			require.Equal(t, models.NotFound, models.CodeOf(prove("good", monday.Add(time.Minute))))
			require.Equal(t, models.NotFound, models.CodeOf(s.ProveContact(ctx, "li", models.MailChannel, "", monday)))
			require.Equal(t, models.NotFound, models.CodeOf(s.ProveContact(ctx, "wang", models.MailChannel, s.Blind("good"), monday)))
		})
		t.Run("after five wrong ones the right one is worth nothing", func(t *testing.T) {
			for range 2 {
				require.Error(t, prove("bad", monday))
			}
			require.Equal(t, models.NotFound, models.CodeOf(prove("good", monday)))
		})
		t.Run("the right one proves the address, once", func(t *testing.T) {
			require.NoError(t, s.SaveContact(ctx, mine))
			require.NoError(t, prove("good", monday))
			row, err := s.Contact(ctx, "li", models.MailChannel)
			require.NoError(t, err)
			require.Equal(t, monday, *row.Verified)
			require.Equal(t, models.Sealed("li@office.example"), row.Address)
			require.Error(t, prove("good", monday))
		})
		t.Run("an address that the gateway refuses is no longer proved", func(t *testing.T) {
			require.NoError(t, s.RefuseContact(ctx, "li", models.MailChannel, monday))
			row, err := s.Contact(ctx, "li", models.MailChannel)
			require.NoError(t, err)
			require.Nil(t, row.Verified)
			require.Equal(t, monday, *row.Refused)
		})
		t.Run("a contact that is forgotten is gone", func(t *testing.T) {
			require.NoError(t, s.ForgetContact(ctx, "li", models.MailChannel))
			rows, err := s.ContactsOf(ctx, "li")
			require.NoError(t, err)
			require.Empty(t, rows)
		})
		t.Run("five codes an hour go to one address, whoever asks", func(t *testing.T) {
			code := func(i int, at time.Time) error {
				return s.QueueCode(ctx, models.Delivery{
					ID: fmt.Sprintf("q%d.sms", i), Account: fmt.Sprint("a", i), Channel: models.SMSChannel, Kind: "contact_code",
					Address: "13800001234", Code: "AAYFG5TK", Made: at,
				})
			}
			for i := range 5 {
				require.NoError(t, code(i, monday))
			}
			require.Equal(t, models.Overloaded, models.CodeOf(code(5, monday.Add(59*time.Minute))))
			require.NoError(t, code(6, monday.Add(61*time.Minute)))
		})
		t.Run("a code and its address are forgotten when it was sent", func(t *testing.T) {
			rows, err := s.ClaimDeliveries(ctx, models.SMSChannel, "x", monday, time.Minute, 1)
			require.NoError(t, err)
			require.Equal(t, models.Sealed("AAYFG5TK"), rows[0].Code)
			require.NoError(t, s.RecordDelivery(ctx, rows[0], models.Sent, "200 ok", monday))
			gone, _, err := s.Deliveries(ctx, models.DeliveryFilter{State: models.Sent})
			require.NoError(t, err)
			require.Empty(t, gone[0].Code)
			require.Empty(t, gone[0].Address)
			require.NotContains(t, gone[0].AddressRef, "13800001234")
		})
	})
}
