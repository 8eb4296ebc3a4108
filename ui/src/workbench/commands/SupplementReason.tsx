import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { type Checked, type Material, missingOnes, supplementText } from "./checklist";
import type { Given } from "./given";

/** The text of the one complete supplement notice, which can begin with the list of everything that is missing. */
export function SupplementReason({ materials, onChange, ...given }: Given<string> & { materials: Material[] }) {
  const { t } = useTranslation("workbench");
  const checked: Checked[] = Form.useWatch("materials") ?? [];
  return (
    <div className="with-help">
      <Input.TextArea {...given} rows={6} maxLength={4000} onChange={(event) => onChange?.(event.target.value)} />
      <Button
        size="small"
        icon={<Icon name="text" />}
        disabled={missingOnes(checked).length === 0}
        onClick={() => onChange?.(supplementText(materials, checked))}
      >
        {t("command.listMissing")}
      </Button>
    </div>
  );
}
