import { Button, Tooltip } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";

type Shown = {
  label: string;
  icon: IconName;
  allowed: boolean;
  sentence?: string;
  primary: boolean;
  danger: boolean;
  onChoose: () => void;
};

/** One command. A greyed one can still be reached and says why it cannot be given, to eyes and to screen readers. */
export function CommandButton({ label, icon, allowed, sentence, primary, danger, onChoose }: Shown) {
  const { t } = useTranslation("workbench");
  const reason = useId();
  if (allowed) {
    return (
      <Button type={primary ? "primary" : "default"} danger={danger} icon={<Icon name={icon} />} onClick={onChoose}>
        {label}
      </Button>
    );
  }
  const why = t("command.unavailable", { reason: sentence ?? t("command.notMine") });
  return (
    <Tooltip title={why} trigger={["hover", "focus"]}>
      <button type="button" className="greyed" aria-disabled="true" aria-describedby={reason}>
        <Icon name={icon} />
        {label}
        <span id={reason} className="visually-hidden">
          {why}
        </span>
      </button>
    </Tooltip>
  );
}
