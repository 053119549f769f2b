// Before the first paint, so that a dark screen does not flash: the theme that was chosen, or else the system's.
const chosen = localStorage.getItem('theme');
const isDark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.classList.toggle('dark', isDark);
