import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Case, type CaseFile, filesQuery } from "./api";
import { Files } from "./CaseMaterials";

type Shown = { found: Case; open?: CaseFile; onOpen: (file: CaseFile) => void };

/** Attachments that belong to no material: what officials added to their opinions. */
export function OtherFiles({ found, open, onOpen }: Shown) {
  const { t } = useTranslation("workbench");
  const { data } = useQuery(filesQuery(found.row.id, found.n));
  const others = data?.rows.filter(({ material }) => !material) ?? [];
  if (others.length === 0) return null;
  return (
    <>
      <h3>{t("case.files")}</h3>
      <Files files={others} open={open} onOpen={onOpen} />
    </>
  );
}
