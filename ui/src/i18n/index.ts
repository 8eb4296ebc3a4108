import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { speak } from "../http";

export const languages = { "zh-CN": "中文", en: "English" } as const;
export type Language = keyof typeof languages;

/** The words of one language: namespace → key → text. */
export type Words = Record<string, object>;
/** Words by language. Chinese comes with the page; English is loaded when somebody asks for it. */
export type Library = { zh: Words; en: () => Promise<{ default: Words }> };

const place = "mingcha.language";

/** Starts the words of a page in the language last chosen, else in the browser's, else in Chinese. */
export async function startWords(library: Library) {
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    supportedLngs: Object.keys(languages),
    ns: Object.keys(library.zh),
    resources: { "zh-CN": library.zh as never },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await chooseLanguage(library, remembered());
}

/** Shows the page in another language and remembers the choice. */
export async function chooseLanguage(library: Library, language: Language) {
  if (language === "en" && !i18next.hasResourceBundle("en", Object.keys(library.zh)[0] ?? "")) {
    const { default: words } = await library.en();
    for (const [namespace, texts] of Object.entries(words)) i18next.addResourceBundle("en", namespace, texts);
  }
  await i18next.changeLanguage(language);
  speak(language);
  document.documentElement.lang = language;
  localStorage.setItem(place, language);
}

function remembered(): Language {
  const chosen = localStorage.getItem(place) ?? navigator.language;
  return chosen.startsWith("en") ? "en" : "zh-CN";
}
