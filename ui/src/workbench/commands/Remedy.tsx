import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { Given } from "./given";

/** Where and until when the applicant may appeal; the usual words are one click away (行政许可法 38, 行政复议法 20, 行政诉讼法 46). */
export function Remedy({ onChange, ...given }: Given<string>) {
  const { t } = useTranslation("workbench");
  return (
    <div className="with-help">
      <Input.TextArea {...given} rows={3} maxLength={2000} onChange={(event) => onChange?.(event.target.value)} />
      <Button size="small" icon={<Icon name="text" />} onClick={() => onChange?.(t("command.remedyText"))}>
        {t("command.standardRemedy")}
      </Button>
    </div>
  );
}
