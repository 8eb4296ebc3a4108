import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import "../workbench.css";
import "./case.css";
import { CommandBar } from "../commands/CommandBar";
import { AwayPanel } from "../inbox/AwayPanel";
import { Demands, Incidents, Pending } from "./Asides";
import { type Case, type CaseFile, caseQuery } from "./api";
import { CaseCards } from "./CaseCards";
import { CaseFees } from "./CaseFees";
import { CaseForm } from "./CaseForm";
import { CaseHead } from "./CaseHead";
import { CaseMaterials } from "./CaseMaterials";
import { CaseParts } from "./CaseParts";
import { ClockFaces } from "./ClockFaces";
import { Forwarded } from "./Forwarded";
import { OtherFiles } from "./OtherFiles";
import { Preview } from "./Preview";
import { Procedure } from "./Procedure";
import { Timeline } from "./Timeline";
import { Together } from "./Together";

const route = getRouteApi("/shell/cases/$id");

/** One case: how it stands, what it asks for, what happened, and what this person may do now. */
export function CasePage() {
  const { t } = useTranslation(["fault", "workbench"]);
  const words = useFaultWords();
  const { id } = route.useParams();
  const [why, say] = useState<string>();
  const { data, error, refetch } = useQuery(caseQuery(id, why));
  if (data === undefined && error) {
    const again = <Button onClick={() => refetch()}>{t("retry")}</Button>;
    return <Alert type="error" showIcon title={t("title")} description={words(error)} action={again} />;
  }
  if (data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Whole key={id} found={data} onWhy={say} />;
}

function Whole({ found, onWhy }: { found: Case; onWhy: (why: string) => void }) {
  const { t } = useTranslation("workbench");
  const [file, open] = useState<CaseFile>();
  const { id } = found.row;
  return (
    <article className="case">
      <CaseHead found={found} />
      <Forwarded found={found} />
      <ClockFaces found={found} />
      <Procedure steps={found.steps} status={found.row.status} />
      <CommandBar found={found} />
      <div className="case-columns">
        <div className="case-main">
          <section className="panel" aria-labelledby="contents">
            <h2 id="contents">{t("case.contents")}</h2>
            {found.part && (
              <p className="hint" role="note">
                {t("case.parts.shown")}
              </p>
            )}
            <CaseForm found={found} onWhy={onWhy} />
          </section>
          <section className="panel" aria-labelledby="materials">
            <h2 id="materials">{t("case.materials")}</h2>
            <CaseMaterials materials={found.materials} open={file} onOpen={open} />
            <OtherFiles found={found} open={file} onOpen={open} />
          </section>
          <Timeline found={found} />
        </div>
        <aside className="case-aside">
          {file ? <Preview id={id} file={file} onClose={() => open(undefined)} /> : <Asides found={found} />}
        </aside>
      </div>
    </article>
  );
}

/** What waits, what went wrong, and the cards: beside the form until an attachment takes the place. */
function Asides({ found }: { found: Case }) {
  return (
    <>
      <Demands demands={found.demands} />
      <Pending pending={found.pending} />
      <Incidents incidents={found.incidents} />
      <CaseFees found={found} />
      <CaseParts found={found} />
      <Together found={found} />
      <CaseCards found={found} />
      <AwayPanel unit={found.row.unit.id} />
    </>
  );
}
