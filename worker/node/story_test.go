package node

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/worker"

	"mingcha/models"
	"mingcha/models/store/storetest"
)

// whole is the story of three applications. One is carried from the window to its close and taken up again. One lies until
// its step and then its whole limit run out; one card is opened and answered. One is handed to another organ, which goes on.
var whole = map[string][]string{
	"walked": {
		"submit", "warn step/accept#1", "accept", "approve review", "approve check", "approve decide", "complete_step licence",
		"warn step/deliver#1", "deliver deliver", "close", "reopen",
	},
	"lay": {
		"submit", "warn step/accept#1", "accept", "warn step/review#1", "issue_card step/review#1", "issue_card step/review#1",
		"warn decision#1", "issue_card decision#1",
	},
	"card":    {"issue_card decision#1", "open_card", "answer_card"},
	"handed":  {"submit", "warn step/accept#1", "accept", "forward review"},
	"went on": {"submit", "warn step/accept#1", "accept", "approve review"},
}

// tell plays the story and returns what is on record of it. The unit of all limits is the minute.
func tell(ctx context.Context, n *Node) (map[string][]string, error) {
	x, err := exercising(ctx, n, "drill_minute")
	if err != nil {
		return nil, err
	}
	for i, d := range []deed{
		x.filing("walked", models.WindowChannel), accepting, reviewing, checking, deciding, delivering, closing, reopening,
	} {
		if err := x.do(ctx, "walked", fmt.Sprint(i), d); err != nil {
			return nil, fmt.Errorf("%s: %w", d.verb, err)
		}
	}
	for i, d := range []deed{x.filing("handed", models.WindowChannel), accepting, forwarding} {
		if err := x.do(ctx, "handed", fmt.Sprint(i), d); err != nil {
			return nil, fmt.Errorf("%s: %w", d.verb, err)
		}
	}
	for i, d := range []deed{there(accepting), there(reviewing)} {
		if err := x.do(ctx, onward("handed"), fmt.Sprint(i), d); err != nil {
			return nil, fmt.Errorf("%s at the other organ: %w", d.verb, err)
		}
	}
	// The promise is ten minutes.
	if _, _, err := x.late(ctx, "lay", 10*time.Minute-2*time.Second); err != nil {
		return nil, err
	}
	if err := n.client.Wake(ctx, models.CaseKind, "lay"); err != nil {
		return nil, err
	}
	card, err := x.overdue(ctx, "lay")
	if err != nil {
		return nil, err
	}
	for _, d := range []deed{
		{verb: models.OpenCard, role: "department_head"},
		{verb: models.AnswerCard, role: "department_head", facts: models.Facts{Reasoned: true, Ground: "workload"}},
	} {
		if err := x.do(ctx, card, string(d.verb), d); err != nil {
			return nil, fmt.Errorf("%s: %w", d.verb, err)
		}
	}
	told := map[string][]string{}
	for name, subject := range map[string]string{
		"walked": "walked", "lay": "lay", "card": card, "handed": "handed", "went on": onward("handed"),
	} {
		lines, err := n.store.Lines(ctx, subject, 1)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if l.Verb != models.OpenLead { // the story is told at any hour, also at night and on days off (A08N)
				told[name] = append(told[name], inWords(l))
			}
		}
	}
	return told, nil
}

// inWords is what a line says, without when and who.
func inWords(l models.Line) string {
	switch f := l.Facts; {
	case f.Card != nil:
		return string(l.Verb) + " " + f.Card.Clock
	case f.Step != "" && l.Verb != models.Accept:
		return string(l.Verb) + " " + f.Step
	default:
		return string(l.Verb)
	}
}

// overdue waits for the card about a case's whole limit, which its timer issues, and for the card's own workflow.
func (x *exercise) overdue(ctx context.Context, subject string) (string, error) {
	for range 200 {
		cards, err := x.store.CardsOf(ctx, subject)
		if err != nil {
			return "", err
		}
		i := slices.IndexFunc(cards, func(c models.CardRow) bool { return c.Clock == "decision#1" && c.Level == models.Yellow })
		if i >= 0 {
			runs, err := x.running(ctx, models.CardKind, cards[i].ID)
			if err != nil || runs {
				return cards[i].ID, err
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	return "", fmt.Errorf("no card about %s within 10 s", subject)
}

func init() { roles["tell"] = tellUncached }

// tellUncached plays the story with workflows that are replayed from their histories at every task.
func tellUncached(ctx context.Context) error {
	worker.SetStickyWorkflowCacheSize(0)
	data := os.Getenv("MINGCHA_DATA")
	n, err := open(ctx, Settings{Data: data}, inProcess)
	if err != nil {
		return err
	}
	if err := n.startWorker(); err != nil {
		return err
	}
	told, err := tell(ctx, n)
	if err != nil {
		return err
	}
	text, err := json.Marshal(told)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(data, "told.json"), text, 0o600); err != nil {
		return err
	}
	return n.Close()
}

// covers S20, S21
func TestStory(t *testing.T) {
	t.Parallel()
	t.Run("goes the same way with the sticky cache off", func(t *testing.T) {
		t.Parallel()
		data := t.TempDir()
		teller := spawn(t, "tell", "MINGCHA_DATA="+data)
		require.Zero(t, teller.exit(time.Minute), teller.said)
		text, err := os.ReadFile(filepath.Join(data, "told.json"))
		require.NoError(t, err)
		var told map[string][]string
		require.NoError(t, json.Unmarshal(text, &told))
		require.Equal(t, whole, told)
	})

	for name, database := range map[string]func(testing.TB) string{"SQLite": storetest.SQLiteDSN, "MariaDB": storetest.MariaDSN} {
		t.Run("goes the same way on "+name+", and the rows say so", func(t *testing.T) {
			ctx := t.Context()
			n, err := open(ctx, Settings{Data: t.TempDir(), Database: database(t)}, inProcess)
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, n.Close()) })
			require.NoError(t, n.startWorker())
			told, err := tell(ctx, n)
			require.NoError(t, err)
			require.Equal(t, whole, told)
			row, err := n.store.Case(ctx, "walked")
			require.NoError(t, err)
			require.Equal(t, models.Accepted, row.Status)
			for subject, want := range map[string]models.CaseStatus{"handed": models.Forwarded, onward("handed"): models.Accepted} {
				row, err := n.store.Case(ctx, subject)
				require.NoError(t, err)
				require.Equal(t, want, row.Status)
			}
			cards, err := n.store.CardsOf(ctx, "lay")
			require.NoError(t, err)
			require.Len(t, cards, 6)
			for _, subject := range []string{"walked", "lay", "handed", onward("handed")} {
				lines, err := n.store.Lines(ctx, subject, 1)
				require.NoError(t, err)
				n.lawful(t, subject, lines)
			}
		})
	}
}
