import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Spin } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { type CaseFile, fileQuery } from "./api";

/** One attachment beside the form. Only images and PDF are shown in the page; everything else is downloaded. */
export function Preview({ id, file, onClose }: { id: string; file: CaseFile; onClose: () => void }) {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const content = useQuery(fileQuery(id, file.address));
  const address = useAddress(content.data, file.type);
  return (
    <section className="panel preview" aria-label={t("case.preview")}>
      <div className="panel-head">
        <h2>{file.name}</h2>
        {address && (
          <Button size="small" icon={<Icon name="download" />} href={address} download={file.name}>
            {t("case.download")}
          </Button>
        )}
        <Button
          size="small"
          type="text"
          icon={<Icon name="cross" />}
          aria-label={t("case.closePreview")}
          onClick={onClose}
        />
      </div>
      {content.isPending && <Spin />}
      {content.error && <Alert type="error" showIcon title={words(content.error)} />}
      {address && <Shown address={address} file={file} />}
    </section>
  );
}

function Shown({ address, file }: { address: string; file: CaseFile }) {
  const { t } = useTranslation("workbench");
  if (!shownTypes.test(file.type)) return <p className="hint">{t("case.noPreview")}</p>;
  if (file.type === "application/pdf") return <iframe src={address} title={file.name} />;
  return <img src={address} alt={file.name} />;
}

/** An address in this page for content that was read, given back when the page is left. */
function useAddress(content: Blob | undefined, type: string): string | undefined {
  const [address, know] = useState<string>();
  useEffect(() => {
    if (content === undefined) return know(undefined);
    const made = URL.createObjectURL(
      new Blob([content], { type: shownTypes.test(type) ? type : "application/octet-stream" }),
    );
    know(made);
    return () => URL.revokeObjectURL(made);
  }, [content, type]);
  return address;
}

/** What may run as itself in the page: never HTML or SVG that somebody sent in. */
const shownTypes = /^(image\/(png|jpeg|gif|webp|bmp)|application\/pdf)$/;
