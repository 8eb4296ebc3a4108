import { Link } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { inLanguage, legalDate } from "../../show";
import { ArchivePackage } from "./ArchivePackage";
import { type Case, evidenceAddress, noticeAddress } from "./api";

/** The notices of this case that can be printed now, and its whole evidence; the server makes the PDF. */
export function Printouts({ found }: { found: Case }) {
  const { t, i18n } = useTranslation(["workbench", "word"]);
  const { id } = found.row;
  const items = (found.notices ?? []).toReversed().map(({ kind, line, title, title_en, issued, valid }) => ({
    key: `${line} ${kind}`,
    label: (
      <a href={noticeAddress(id, kind, line)} target="_blank" rel="noreferrer">
        {inLanguage(title, title_en, i18n.language)}{" "}
        <small className="hint figure">
          {legalDate(issued)}
          {!valid && ` · ${t("word:superseded")}`}
        </small>
      </a>
    ),
  }));
  return (
    <span className="printouts">
      {items.length > 0 && (
        <Dropdown menu={{ items }} trigger={["click"]}>
          <Button size="small" icon={<Icon name="printer" />}>
            {t("case.print")} <Icon name="down" size={12} />
          </Button>
        </Dropdown>
      )}
      <Link to="/cases/$id/evidence" params={{ id }}>
        {t("case.seeEvidence")}
      </Link>
      <Button size="small" icon={<Icon name="file" />} href={evidenceAddress(id)} target="_blank" rel="noreferrer">
        {t("case.printEvidence")}
      </Button>
      {found.exports && <ArchivePackage id={id} />}
    </span>
  );
}
