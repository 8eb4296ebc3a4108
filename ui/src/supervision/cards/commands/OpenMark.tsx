import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../../faultWords";
import { click } from "../../../http";
import { Icon } from "../../../Icon";
import { signalsChanged } from "../../changed";
import { commandCard } from "../api";

/** Says on the record that this person has opened the card: an act of its own, not a side effect of looking. */
export function OpenMark({ card }: { card: string }) {
  const { t } = useTranslation("supervision");
  const { message } = App.useApp();
  const words = useFaultWords();
  const cache = useQueryClient();
  const [key] = useState(click);
  const opening = useMutation({
    mutationFn: () => commandCard(card, "open_card", key, {}),
    onSuccess: () => message.success(t("card.openDone")),
    onSettled: () => signalsChanged(cache),
  });
  return (
    <>
      {opening.error && <Alert type="error" showIcon role="alert" title={words(opening.error)} />}
      <Button type="primary" icon={<Icon name="eye" />} loading={opening.isPending} onClick={() => opening.mutate()}>
        {t("card.open")}
      </Button>
    </>
  );
}
