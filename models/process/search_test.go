package process_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
)

func TestAnItemIsFoundTheWayPeopleLookForIt(t *testing.T) {
	c := published(t)
	for _, tc := range []struct{ says, query, first, matched string }{
		{"by its name", "食品经营许可", "food-business-catering", "name"},
		{"by a part of its name", "校车使用", "school-bus", "name"},
		{"by characters from all over its name", "餐饮许可", "food-business-catering", "name"},
		{"by pinyin in full", "jiehundengji", "marriage-registration", "pinyin"},
		{"by pinyin in syllables", "jie hun deng ji", "marriage-registration", "pinyin"},
		{"by initials", "spjyxk", "food-business-catering", "pinyin"},
		{"by initials from the middle", "jhdj", "marriage-registration", "pinyin"},
		{"by pinyin and initials mixed", "shipinjyxk", "food-business-catering", "pinyin"},
		{"by a character with two readings", "lvxingshe", "travel-agency", "pinyin"},
		{"by the same character typed without ü", "luxingshe", "travel-agency", "pinyin"},
		{"by a life event", "开餐馆", "food-business-catering", "life_event"},
		{"by a life event in pinyin", "kaiyaodian", "drug-retail", "life_event"},
		{"by its English name", "school bus", "school-bus", "name"},
		{"by name and unit together", "采伐 林业局", "forest-felling", "unit"},
		{"with capitals and full stops", "SPJYXK.", "food-business-catering", "pinyin"},
	} {
		t.Run(tc.says, func(t *testing.T) {
			hits := c.Search(tc.query, "zh")
			require.NotEmpty(t, hits)
			require.Equal(t, tc.first, hits[0].Item)
			require.Equal(t, tc.matched, hits[0].Matched)
		})
	}
}

func TestAUnitFindsAllItsItems(t *testing.T) {
	hits := published(t).Search("卫生健康局", "zh")
	require.Equal(t, []string{"medical-institution-register", "medical-institution-setup", "nurse-registration", "public-place-hygiene"}, items(hits))
	require.Equal(t, "Nurse registration", named(published(t).Search("nurse", "en"), "nurse-registration"))
}

func items(hits []process.Hit) []string {
	found := map[string]bool{}
	for _, h := range hits {
		found[h.Item] = true
	}
	return sorted(found)
}

func named(hits []process.Hit, item string) string {
	for _, h := range hits {
		if h.Item == item {
			return h.Name
		}
	}
	return ""
}

func TestAnEmptyQueryFindsAllAndNonsenseNothing(t *testing.T) {
	c := published(t)
	require.Len(t, c.Search("", "zh"), 52)
	require.Len(t, c.Search(" .,", "zh"), 52)
	for _, nonsense := range []string{"qqqqzzzz", "月球基地", "食品经营许可 月球"} {
		require.Empty(t, c.Search(nonsense, "zh"), nonsense)
	}
	began := time.Now()
	c.Search(strings.Repeat("s", 1<<20), "zh")
	c.Search(strings.Repeat("s ", 1<<19), "zh")
	require.Less(t, time.Since(began), 500*time.Millisecond, "a long query is cut")
}
