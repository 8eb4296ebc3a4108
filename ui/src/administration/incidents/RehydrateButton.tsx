import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { rehydrate } from "./api";

/** Starts a subject's workflow again from its lines, with one click: nothing is lost by doing it twice. */
export function RehydrateButton({ subject }: { subject: string }) {
  const { t } = useTranslation("administration");
  const { message } = App.useApp();
  const words = useFaultWords();
  const starting = useKeyedAct(rehydrate, [["incidents"], ["operations"]], ({ text }) => message.success(text));
  return (
    <Button
      size="small"
      type="primary"
      icon={<Icon name="swap" />}
      loading={starting.isPending}
      aria-label={`${t("incidents.rehydrate")} ${subject}`}
      onClick={() => starting.mutate(subject, { onError: (fault) => message.error(words(fault)) })}
    >
      {t("incidents.rehydrate")}
    </Button>
  );
}
