import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { IconName } from "../../icons";
import type { Tone } from "../../looks";
import type { Account } from "./api";

/** How an account stands: in use, disabled, locked, with a second factor. */
export function AccountMarks({ account }: { account: Account }) {
  const { t } = useTranslation("administration");
  const marks: [IconName, Tone, string][] = [
    account.disabled ? ["ban", "red", t("accounts.disabled")] : ["check", "good", t("accounts.active")],
  ];
  if (account.kind === "system") marks.push(["gear", "calm", t("accounts.kinds.system")]);
  if (account.invited) marks.push(["hourglass", "wait", t("accounts.invited")]);
  if (account.locked) marks.push(["lock", "wait", t("accounts.locked")]);
  if (account.totp) marks.push(["phone", "calm", t("accounts.totp")]);
  if (account.demo) marks.push(["info", "mute", t("accounts.demo")]);
  return (
    <span className="marks">
      {marks.map(([icon, tone, word]) => (
        <span key={word} className={`badge tone-${tone}`}>
          <Icon name={icon} />
          {word}
        </span>
      ))}
    </span>
  );
}
