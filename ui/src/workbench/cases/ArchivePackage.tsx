import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { archiveAddress } from "./api";

/** Takes the archive package of a case out of the house, once it is said why. The browser keeps the file. */
export function ArchivePackage({ id }: { id: string }) {
  const { t } = useTranslation("workbench");
  const [asked, setAsked] = useState(false);
  const take = (why: string) => {
    setAsked(false);
    window.location.assign(archiveAddress(id, why));
  };
  return (
    <>
      <Button size="small" icon={<Icon name="archive" />} onClick={() => setAsked(true)}>
        {t("case.archive")}
      </Button>
      {asked && (
        <ReasonDialog title={t("case.archive")} busy={false} fault={null} onGive={take} onClose={() => setAsked(false)}>
          <p>{t("case.archiveHint")}</p>
        </ReasonDialog>
      )}
    </>
  );
}
