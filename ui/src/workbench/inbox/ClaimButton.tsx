import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { click } from "../../http";
import { Icon } from "../../Icon";
import { claim, type Task } from "./api";

/** Takes a task out of my unit's pool without leaving the list. */
export function ClaimButton({ task }: { task: Task }) {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [key] = useState(click);
  const taking = useMutation({
    mutationFn: () => claim(task, key),
    onSuccess: () => message.success(t("inbox.claimed", { number: task.number })),
    onError: (fault) => message.error(words(fault)),
    onSettled: () => Promise.all([["inbox"], ["cases"]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
  return (
    <Button
      size="small"
      icon={<Icon name="hand" />}
      loading={taking.isPending}
      onClick={() => taking.mutate()}
      aria-label={t("inbox.claimOne", { number: task.number })}
    >
      {t("inbox.claim")}
    </Button>
  );
}
