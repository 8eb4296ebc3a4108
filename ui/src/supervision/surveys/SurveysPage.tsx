import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Distribution, shareOf } from "../../ratings/Distribution";
import { Failure } from "../../shared/Failure";
import { inLanguage, named } from "../../show";
import "../../shared/shared.css";
import "../../workbench/workbench.css";
import "../supervision.css";
import { resultsQuery, type SurveyQuestion, type SurveyResult, surveysQuery, tableAddress } from "./api";

const route = getRouteApi("/shell/supervision/surveys");

/** What the public answered in surveys. */
export function SurveysPage() {
  const { t, i18n } = useTranslation("supervision");
  const search = route.useSearch();
  const go = route.useNavigate();
  const { data, error, refetch } = useQuery(surveysQuery);
  const chosen = search.survey ?? data?.rows[0]?.key;
  return (
    <section>
      <h1>{t("surveys.title")}</h1>
      <p className="hint lead">{t("surveys.what")}</p>
      <Failure fault={error} again={refetch} />
      {data && data.rows.length > 0 && (
        <search className="filters">
          <Segmented<string>
            aria-label={t("surveys.title")}
            value={chosen}
            options={data.rows.map((survey) => ({
              value: survey.key,
              label: `${inLanguage(survey.title, survey.title_en, i18n.language)} · ${t(survey.open ? "surveys.open" : "surveys.over")}`,
            }))}
            onChange={(survey) => go({ search: { ...search, survey }, replace: true })}
          />
        </search>
      )}
      {chosen && <Results key={chosen} survey={chosen} path={search.path} />}
    </section>
  );
}

function Results({ survey, path }: { survey: string; path?: string }) {
  const { t, i18n } = useTranslation("supervision");
  const { data, error, refetch } = useQuery(resultsQuery(survey, path));
  if (!data) return <Failure fault={error} again={refetch} />;
  return (
    <>
      <p>
        <strong>{t("surveys.answers", { count: data.n })}</strong>{" "}
        {data.enough ? (
          <Button
            href={tableAddress(survey, i18n.language)}
            size="small"
            icon={<Icon name="download" />}
            aria-label={t("surveys.table")}
          >
            {t("surveys.table")}
          </Button>
        ) : (
          <span className="hint">{t("surveys.few", { least: data.survey.least })}</span>
        )}
      </p>
      {data.survey.questions.map((question) => {
        const result = data.questions.find(({ key }) => key === question.key);
        return result && <QuestionResult key={question.key} question={question} result={result} />;
      })}
    </>
  );
}

function QuestionResult({ question, result }: { question: SurveyQuestion; result: SurveyResult }) {
  const { t, i18n } = useTranslation("supervision");
  const title = inLanguage(question.text, question.text_en, i18n.language);
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <p className="hint">
        {t("surveys.answered", { count: result.n })}
        {result.satisfaction !== undefined && ` · ${t("surveys.share", { share: shareOf(result.satisfaction) })}`}
      </p>
      {question.kind === "scale" && result.counts && <Distribution count={{ n: result.n, levels: result.counts }} />}
      {(question.kind === "one" || question.kind === "some") && (
        <table className="distribution">
          <tbody>
            {question.choices?.map((choice, place) => (
              <tr key={choice.key}>
                <th scope="row">{named(choice, i18n.language)}</th>
                <td className="distribution-bar" aria-hidden="true">
                  <span style={{ width: `${(100 * (result.counts?.[place] ?? 0)) / Math.max(1, result.n)}%` }} />
                </td>
                <td className="figure">{result.counts?.[place] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.words && result.words.length > 0 && (
        <details>
          <summary>{t("surveys.words")}</summary>
          <ul>
            {result.words.map((said) => (
              <li key={said}>{said}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
