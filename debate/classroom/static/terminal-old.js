// Only browsers that are too old for the game run this.
document.getElementById("line").textContent =
  "This browser is too old for the game. Use a newer one, or ask your teacher for another device.";
