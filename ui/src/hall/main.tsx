import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startWords } from "../i18n";
import { hallWords } from "../i18n/hall";
import "../theme.css";

startWords(hallWords).then(() => {
  const page = document.getElementById("page");
  if (page !== null) createRoot(page).render(<StrictMode>明察</StrictMode>);
});
