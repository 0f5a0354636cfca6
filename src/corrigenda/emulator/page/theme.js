// Applies the chosen theme before the first paint; a classic script, since modules run too late.
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "auto";
