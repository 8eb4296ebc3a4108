import { type Look, levelLooks, verbLook } from "../looks";

/** The look of a notice by its kind: a level's, a verb's, or one of the kinds that only notices have. */
export function noticeLook(kind: string): Look {
  if (kind in own) return own[kind as keyof typeof own];
  if (kind in levelLooks) return levelLooks[kind as keyof typeof levelLooks];
  return verbLook(kind);
}

const own = {
  assigned: { zh: "新任务", en: "Assigned to you", icon: "inbox", tone: "calm" },
  override: { zh: "监察干预", en: "Intervention", icon: "whistle", tone: "red" },
  incident: { zh: "异常", en: "Incident", icon: "alert", tone: "red" },
  stand_in: { zh: "请您代办", en: "You stand in", icon: "people", tone: "calm" },
  one_time_code: { zh: "找回验证码", en: "Recovery code", icon: "lock", tone: "wait" },
  complaint: { zh: "投诉", en: "Complaint", icon: "whistle", tone: "wait" },
  lead: { zh: "疑点线索", en: "Lead", icon: "search", tone: "wait" },
  climb: { zh: "牌已升级", en: "Card climbed", icon: "rise", tone: "red" },
} satisfies Record<string, Look>;
