import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { Failure } from "../hall/Waiting";
import { api, got } from "../http";
import { Icon } from "../Icon";
import { legalDate } from "../show";

type Paper = components["schemas"]["PublicDocument"];

/** What was issued in writing. With the token of who follows it, the document is whole; by its code alone, names are masked. */
export function PaperList({ title, papers, token }: { title: string; papers: Paper[]; token?: string }) {
  const { t, i18n } = useTranslation(["tracking", "word"]);
  const [failure, fail] = useState<unknown>();
  const english = i18n.language.startsWith("en");
  if (papers.length === 0) return null;
  return (
    <section className="sheet print-hidden">
      <h2>{title}</h2>
      {failure !== undefined && <Failure failure={failure} />}
      <ul className="papers">
        {papers.map((paper) => (
          <li key={paper.code}>
            <Icon name="file" size={24} />
            <div>
              <strong>{english ? paper.title_en : paper.title}</strong>
              <p className="fine figure">
                {legalDate(paper.issued)} · {paper.document}
                {!paper.valid && ` · ${t("word:superseded")}`}
              </p>
            </div>
            <a
              className="button"
              href={pdfAddress(paper.code, english)}
              target="_blank"
              rel="noreferrer"
              onClick={(event) => {
                if (!token) return;
                event.preventDefault();
                save(paper, token, english).catch(fail);
              }}
            >
              <Icon name="download" /> {t("tracking:download")}
              <span className="visually-hidden"> {english ? paper.title_en : paper.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The document itself; readers of the English page get the translation. */
const pdfAddress = (code: string, english: boolean) =>
  `/api/v1/public/documents/${code}/pdf${english ? "?language=en" : ""}`;

/** Fetches the whole document and saves it under its title. */
async function save({ code, title, title_en, document: number }: Paper, token: string, english: boolean) {
  const content = await got(
    api.GET("/public/documents/{code}/pdf", {
      params: { path: { code }, query: english ? { language: "en" } : {} },
      headers: { Authorization: `Bearer ${token}` },
      parseAs: "blob",
    }),
  );
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content as unknown as Blob);
  link.download = `${english ? title_en : title} ${number}.pdf`;
  link.click();
  URL.revokeObjectURL(link.href);
}
