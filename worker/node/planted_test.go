package node

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	enums "go.temporal.io/api/enums/v1"
	"google.golang.org/protobuf/encoding/protojson"

	"mingcha/api"
	"mingcha/models"
	"mingcha/workflows"
)

// What is planted: values that occur nowhere else.
const (
	plantedName     = "欧阳植标"
	plantedIdentity = "110101199003074135"
	plantedPhone    = "13987650123"
	plantedAddress  = "东莞市万江街道植标路七十七号"
	plantedFirm     = "东莞市植标餐饮有限公司"
	plantedOpinion  = "经植标审查认为材料齐全"
	plantedReason   = "植标理由不便公开"
	plantedReceiver = "司徒植标"
	plantedFile     = "植标身份证扫描件.pdf"
	plantedContent  = "%PDF-1.4 植标文件内容"
)

// garden plants personal values in a house that runs in a process of its own, through every door of its pages.
type garden struct {
	*desk
	house  Settings
	server *child
	secret []string // what was planted, and what only its owner may know
}

// TestPlantedPersonalValues shows that what is personal is found nowhere but behind its door: not in a raw file of the
// house, its write-ahead logs or its backup, not in its log, its metrics, or what Temporal knows of a case.
func TestPlantedPersonalValues(t *testing.T) {
	t.Parallel()
	s := Settings{Data: t.TempDir(), Listen: freeAddress(t)}
	hire(t, s)
	g := &garden{desk: sit(t, s.Listen), house: s, secret: []string{
		plantedName, plantedIdentity, plantedPhone, plantedAddress, plantedFirm, plantedOpinion, plantedReason, plantedReceiver,
		plantedFile, plantedContent, "植标", "官员" + bureau, password,
	}}
	g.server = spawn(t, "serve", "MINGCHA_DATA="+s.Data, "MINGCHA_LISTEN="+s.Listen, "MINGCHA_LOG=debug")
	g.staff(g.server)
	for _, cookie := range g.cookies {
		g.secret = append(g.secret, cookie)
	}
	number := g.plant()
	id := g.caseOf(number)

	t.Run("they come back through their door, or nothing was planted", func(t *testing.T) {
		_, page, err := g.ask(s.Listen, handler, "GET", "/cases/"+id, "", nil)
		require.NoError(t, err)
		for _, value := range []string{plantedName, plantedPhone, plantedAddress} {
			require.Contains(t, string(page), value)
		}
	})
	t.Run("not in a raw file or write-ahead log while the house works", func(t *testing.T) {
		g.clean(s.Data, map[string]string{"mingcha.db": number, "temporal.db": id})
	})
	t.Run("not in a backup of the house at work", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "backup")
		require.NoError(t, Backup(t.Context(), s, to, ""))
		g.clean(to, map[string]string{"mingcha.db": number, "temporal.db": id})
	})
	t.Run("not in the metrics", func(t *testing.T) {
		answer, err := http.Get("http://" + s.Listen + "/metrics")
		require.NoError(t, err)
		raw, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Contains(t, string(raw), "http")
		g.absent("metrics", raw)
		require.NotContains(t, string(raw), id, "nor the case")
	})
	require.Zero(t, g.server.stop(30*time.Second), g.server.said)
	t.Run("not in the log, however much it tells", func(t *testing.T) {
		require.NotEmpty(t, g.server.said.String())
		g.absent("log", []byte(g.server.said.String()))
	})
	t.Run("not in a file of the house at rest", func(t *testing.T) {
		g.clean(s.Data, map[string]string{"mingcha.db": number, "temporal.db": id})
	})
	t.Run("not in the workflow's ID, its update IDs or anything else of its history", func(t *testing.T) {
		n := live(t, s.Data, 0)
		workflow, updates := workflows.WorkflowID(models.CaseKind, id), 0
		g.absent("workflow ID", []byte(workflow))
		for events := n.temporal.GetWorkflowHistory(t.Context(), workflow, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
			e, err := events.Next()
			require.NoError(t, err)
			if update := e.GetWorkflowExecutionUpdateAcceptedEventAttributes(); update != nil {
				updates++
				require.NotEmpty(t, update.GetAcceptedRequest().GetMeta().GetUpdateId())
			}
			raw, err := protojson.Marshal(e)
			require.NoError(t, err)
			g.absent("event "+e.GetEventType().String(), raw)
		}
		require.NotZero(t, updates)
	})
}

// plant lets an applicant and the office say everything that is personal, rightly and wrongly, and returns the number of
// the case.
func (g *garden) plant() string {
	g.t.Helper()
	g.upload("/public/files", plantedFile+".exe", "MZ 植标", http.StatusUnsupportedMediaType)
	application := meal()
	application.Applicant = api.Applicant{Kind: "person", Name: plantedName, IdentityKind: "citizen", Identity: plantedIdentity, Phone: plantedPhone, Address: plantedAddress}
	for field, value := range map[string]string{
		"entity_name": plantedFirm, "legal_rep": plantedName, "legal_rep_id": plantedIdentity, "premises_address": plantedAddress, "phone": plantedPhone,
	} {
		application.Form[field] = value
	}
	for no := range 6 {
		receipt := g.upload("/public/files", plantedFile, plantedContent+strconv.Itoa(no), http.StatusCreated)
		application.Materials = append(application.Materials, api.GivenMaterial{No: no + 1, Note: plantedReason, Files: []api.Receipt{receipt}})
	}
	g.send("", "/public/drafts", api.DraftContent{Item: application.Item, Form: application.Form}, http.StatusCreated, nil)

	var filed api.Submitted
	g.send("", "/public/applications", application, http.StatusCreated, &filed)
	g.secret = append(g.secret, filed.QueryCode)
	g.stumble(application, filed)
	id := g.caseOf(filed.Number)
	for _, c := range []struct {
		who  string
		verb models.Verb
		body api.CaseCommand
	}{
		{clerk, models.Receive, api.CaseCommand{Step: "accept", Note: plantedOpinion}},
		{clerk, models.NotifySupplement, api.CaseCommand{Step: "accept", Reason: plantedReason, Materials: g.lacking()}},
		{clerk, models.Supply, api.CaseCommand{Materials: []api.GivenMaterial{{No: 1, Note: plantedReason}}}},
		{clerk, models.Accept, api.CaseCommand{Step: "accept", Materials: g.accepting}},
		{handler, models.Correct, api.CaseCommand{Reason: plantedReason, Corrections: map[string]any{"legal_rep": plantedReceiver}}},
		{clerk, models.Urge, api.CaseCommand{Reason: plantedReason}},
		{handler, models.Approve, api.CaseCommand{Step: "review", Note: plantedOpinion}},
		{second, models.Approve, api.CaseCommand{Step: "onsite", Note: plantedOpinion, Files: []api.Receipt{g.upload("/cases/"+id+"/files", plantedFile, plantedContent+"二", http.StatusCreated)}}},
		{reviewer, models.Return, api.CaseCommand{Step: "audit", Target: "onsite", Reason: plantedReason}},
		{second, models.Approve, api.CaseCommand{Step: "onsite", Note: plantedOpinion}},
		{reviewer, models.Approve, api.CaseCommand{Step: "audit", Note: plantedOpinion}},
		{approver, models.Refuse, api.CaseCommand{Step: "decide", Reason: plantedReason, Remedy: plantedReason}},
		{deliverer, models.Deliver, api.CaseCommand{Step: "deliver", Way: "window", Receiver: plantedReceiver, Note: plantedOpinion}},
	} {
		g.send(c.who, "/cases/"+id+"/commands/"+string(c.verb), c.body, http.StatusOK, nil)
	}
	return filed.Number
}

// stumble does wrong what can be done wrong: what is refused is logged and audited too.
func (g *garden) stumble(application api.Application, filed api.Submitted) {
	g.t.Helper()
	application.Form["phone"], application.Form[plantedName] = plantedPhone+plantedPhone, plantedName
	g.send("", "/public/applications", application, http.StatusUnprocessableEntity, nil)
	g.send("", "/public/tracking", api.TrackingRequest{Number: plantedIdentity, Code: "0123456789"}, http.StatusNotFound, nil)
	g.send("", "/public/tracking", map[string]string{"number": filed.Number, "code": filed.QueryCode, plantedName: plantedPhone}, http.StatusUnprocessableEntity, nil)
	g.send("", "/public/tracking", api.TrackingRequest{Number: filed.Number, Code: filed.QueryCode}, http.StatusOK, nil)
	g.send("", "/sessions", api.SignIn{Login: plantedPhone, Password: plantedName + password}, http.StatusUnauthorized, nil)
	for _, path := range []string{
		"/cases?number=" + plantedIdentity, "/cases?q=" + url.QueryEscape(plantedName), "/public/items?q=" + url.QueryEscape(plantedName),
		"/cases/" + plantedIdentity, "/" + url.PathEscape(plantedName),
	} {
		_, _, err := g.ask(g.house.Listen, clerk, "GET", path, "", nil)
		require.NoError(g.t, err)
	}
}

// lacking says that the first material is missing, and why.
func (g *garden) lacking() []api.GivenMaterial {
	materials := append([]api.GivenMaterial{}, g.accepting...)
	materials[0].State, materials[0].Note = "missing", plantedReason
	return materials
}

// send posts something, wants this answer and reads it.
func (g *garden) send(who, path string, body any, want int, answer any) {
	g.t.Helper()
	status, said, err := g.ask(g.house.Listen, who, "POST", path, uuid.NewString(), body)
	require.NoError(g.t, err)
	require.Equal(g.t, want, status, "%s: %s", path, said)
	if answer != nil {
		require.NoError(g.t, json.Unmarshal(said, answer))
	}
}

// upload hands a file in and returns its receipt.
func (g *garden) upload(path, name, content string, want int) api.Receipt {
	g.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", name)
	require.NoError(g.t, err)
	_, err = io.WriteString(part, content)
	require.NoError(g.t, err)
	require.NoError(g.t, w.Close())
	r, err := http.NewRequest("POST", "http://"+g.house.Listen+"/api/v1"+path, &form)
	require.NoError(g.t, err)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "mingcha", Value: g.cookies[second]})
	answer, err := g.web.Do(r)
	require.NoError(g.t, err)
	defer func() { require.NoError(g.t, answer.Body.Close()) }()
	said, err := io.ReadAll(answer.Body)
	require.NoError(g.t, err)
	require.Equal(g.t, want, answer.StatusCode, string(said))
	var receipt api.FileReceipt
	require.NoError(g.t, json.Unmarshal(said, &receipt))
	return receipt.Receipt
}

// caseOf finds a case by its number.
func (g *garden) caseOf(number string) string {
	g.t.Helper()
	_, said, err := g.ask(g.house.Listen, clerk, "GET", "/cases?number="+number, "", nil)
	require.NoError(g.t, err)
	var page api.CasePage
	require.NoError(g.t, json.Unmarshal(said, &page))
	require.Len(g.t, page.Rows, 1, string(said))
	return page.Rows[0].Id
}

// clean looks through every file below a folder but the keys. What must be there shows that it does not look in vain.
func (g *garden) clean(folder string, must map[string]string) {
	g.t.Helper()
	found := map[string]bool{}
	require.NoError(g.t, filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		g.absent(path, raw)
		for file, what := range must {
			if strings.HasPrefix(e.Name(), file) && bytes.Contains(raw, []byte(what)) {
				found[file] = true
			}
		}
		return err
	}))
	require.Len(g.t, found, len(must), "%s holds nothing of the case at all", folder)
}

// absent requires that none of the planted values stands in a text, plainly or in a form that is no protection.
func (g *garden) absent(where string, raw []byte) {
	g.t.Helper()
	for _, secret := range g.secret {
		for _, form := range disguises(secret) {
			require.False(g.t, bytes.Contains(raw, []byte(form)), "%s holds %q as %q", where, secret, form)
		}
	}
}

// disguises are the ways in which a text is written down without being hidden.
func disguises(text string) []string {
	quoted := strconv.QuoteToASCII(text)
	forms := []string{text, quoted[1 : len(quoted)-1], url.QueryEscape(text), hex.EncodeToString([]byte(text))}
	for shift := range 3 { // base64 of the text wherever it begins within a group of three bytes
		coded := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), text...))
		forms = append(forms, coded[(shift*8+5)/6:len(coded)-2])
	}
	return forms
}

func TestDisguises(t *testing.T) {
	t.Run("a value is found however it is spelt and wherever it begins", func(t *testing.T) {
		for before := range 4 {
			coded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + plantedName + "y"))
			found := false
			for _, form := range disguises(plantedName) {
				found = found || strings.Contains(coded, form)
			}
			require.True(t, found, before)
		}
	})
}
