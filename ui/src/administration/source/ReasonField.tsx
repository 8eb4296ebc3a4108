import { Input } from "antd";
import { useTranslation } from "react-i18next";

type Props = { reason: string; say: (reason: string) => void };

/** Why something is published. */
export function ReasonField({ reason, say }: Props) {
  const { t } = useTranslation("administration");
  return (
    <Input
      style={{ width: 320 }}
      aria-label={t("source.reason")}
      placeholder={t("source.reason")}
      maxLength={500}
      value={reason}
      onChange={(event) => say(event.target.value)}
    />
  );
}
