import { useRouteContext } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { type Account, type AccountVerb, type CreatedAccount, commandAccount } from "./api";
import { OnceShown } from "./OnceShown";
import { accountVerbs, verbsFor } from "./verbs";

/** Disable, enable, unlock, reset: each with a reason. A new link or key is shown once. */
export function AccountCommands({ account }: { account: Account }) {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { message } = App.useApp();
  const [verb, choose] = useState<AccountVerb>();
  const [once, show] = useState<CreatedAccount>();
  const doing = useKeyedAct(
    (given: { verb: AccountVerb; reason: string }, key) => commandAccount(account.id, given.verb, given.reason, key),
    [["accounts"], ["appointments"]],
  );
  const close = () => {
    choose(undefined);
    doing.reset();
  };
  const give = (reason: string) =>
    verb &&
    doing.mutate(
      { verb, reason },
      {
        onSuccess: (answer) => {
          close();
          if (answer.link || answer.key) show(answer);
          else message.success(t(`accounts.done.${verb}`));
        },
      },
    );
  return (
    <>
      {verbsFor(account, me).map((each) => (
        <Button
          key={each}
          danger={accountVerbs[each].danger}
          icon={<Icon name={accountVerbs[each].icon} />}
          onClick={() => choose(each)}
        >
          {t(`accounts.verb.${each}`)}
        </Button>
      ))}
      {verb && (
        <ReasonDialog
          title={t(`accounts.verb.${verb}`)}
          danger={accountVerbs[verb].danger}
          busy={doing.isPending}
          fault={doing.error}
          onGive={give}
          onClose={close}
        >
          <p>{t(`accounts.effect.${verb}`, { name: account.name })}</p>
        </ReasonDialog>
      )}
      {once && <OnceShown created={once} onClose={() => show(undefined)} />}
    </>
  );
}
