import { useTranslation } from "react-i18next";
import { Go } from "../hall/Go";
import { useLoaded } from "../hall/loaded";
import { useTitle } from "../hall/title";
import { Waiting } from "../hall/Waiting";
import { inLanguage } from "../show";
import { listSurveys } from "./api";

/** The surveys that can be answered now. */
export function SurveysPage() {
  const { t, i18n } = useTranslation("voice");
  useTitle(t("survey.title"));
  const surveys = useLoaded("surveys", listSurveys);
  return (
    <div className="column">
      <h1>{t("survey.title")}</h1>
      <p>{t("survey.lead")}</p>
      <Waiting on={surveys}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p role="status">{t("survey.closed")}</p>}
            {rows.map((survey) => {
              const title = inLanguage(survey.title, survey.title_en, i18n.language);
              return (
                <section key={survey.key} className="sheet" aria-label={title}>
                  <h2>{title}</h2>
                  <p>{inLanguage(survey.lead, survey.lead_en, i18n.language)}</p>
                  <Go className="button primary" to={`/surveys/${survey.key}`}>
                    {t("survey.start")}
                    <span className="visually-hidden"> {title}</span>
                  </Go>
                </section>
              );
            })}
          </>
        )}
      </Waiting>
    </div>
  );
}
