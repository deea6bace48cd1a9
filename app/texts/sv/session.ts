export const session = {
  logIn: 'Logga in',
  logInAgain: 'Logga in igen',
  home: 'Till startsidan',
  logInByEid: 'Logga in med e-legitimation',
  needsEid:
    'Du är inloggad med personnummer och PIN-kod. För det här behövs e-legitimation, eftersom det inte går att göra ogjort eller når andra än dig.',
  takesEid: 'kräver e-legitimation',
  notHere: 'Den här sidan går inte att nå härifrån.',
  callEnded:
    'Samtycket gäller inte längre: samtalet är avslutat, tiden har gått ut eller samtycket har återkallats. Därför visas inget, och det du skickade är inte sparat.',
  toCalls: 'Till samtalen',
  notLoggedIn: 'Logga in för att se den här sidan. Efteråt kommer du tillbaka hit.',
  expired:
    'Du har varit borta en stund, eller loggat ut härifrån på ett annat ställe. Logga in igen, så kommer du tillbaka hit.',
  expiredForm:
    'Du loggades ut innan du hann skicka formuläret, så inget sparades. Logga in igen, så kommer du tillbaka hit.',
  typedTitle: 'Det här hade du skrivit',
  typedText:
    'Det är inte sparat. Kopiera det om du vill ha det kvar: efter inloggningen fylls fälten i igen bara om webbläsaren tillåter det.',
  restored: 'Det du hade skrivit innan du loggades ut står kvar i fälten. Det är inte sparat än.',
  typedEmail: 'E-postadressen du skrev var {{email}}. Du behöver skriva den igen.',
  outUser:
    'Vi har avslutat inloggningen här och hos e-legitimationen. Stäng gärna webbläsaren om fler använder datorn.',
  outHere:
    'Du är inte längre inloggad här. Vi vet inte om inloggningen hos e-legitimationen också är avslutad. Stäng webbläsaren om fler använder datorn.',
  outPin: 'Du är utloggad. Stäng gärna webbläsaren om fler använder datorn.',
  outStaff:
    'Du är utloggad här, och samtalet är avslutat. Vi vet inte om inloggningen hos arbetsgivaren också är avslutad. Stäng webbläsaren om fler använder datorn.',
  outStaffToo:
    'Du är utloggad här och där du loggade in, och samtalet är avslutat. Stäng webbläsaren om fler använder datorn.',
  outEnded:
    'Inloggningen som sidan hörde till är avslutad, till exempel i en annan flik. Därför har vi stängt sidan så att inga uppgifter ligger framme.',
  outExpired:
    'Du hade inte gjort något på en stund. Därför loggade vi ut dig. Dina uppgifter finns kvar tills nästa gång.',
  outErased: 'Kontot är avslutat och allt om dig är raderat. Du är välkommen tillbaka när du vill.',
  outNew: 'Du behöver logga in igen för att fortsätta.',
  failed: {
    avbruten: {
      what: 'Du avbröt inloggningen, eller så avbröts den i appen.',
      todo: 'Inget har hämtats. Försök igen när du vill.',
    },
    forlegat: {
      what: 'Det tog för lång tid mellan att du började logga in och att du kom tillbaka hit.',
      todo: 'Börja om från början. Det räcker oftast.',
    },
    sakerhetsniva: {
      what: 'Din e-legitimation har inte den tillitsnivå som behövs för pensionsuppgifter.',
      todo: 'Logga in med en e-legitimation på tillitsnivå 3 eller högre, till exempel ett vanligt BankID.',
    },
    'inget-nummer': {
      what: 'Inloggningen gav inget personnummer eller samordningsnummer. Utan det kan vi inte fråga källorna.',
      todo: 'Logga in med en e-legitimation som är utfärdad för ditt svenska person- eller samordningsnummer.',
    },
    ogiltig: {
      what: 'Svaret från e-legitimationen gick inte att bekräfta. Det händer till exempel om en gammal länk öppnas en andra gång.',
      todo: 'Börja om från startsidan, i ett enda fönster.',
    },
    'tjansten-svarar-inte': {
      what: 'Tjänsten för e-legitimation svarar inte just nu.',
      todo: 'Vänta några minuter och försök igen. Felet ligger inte hos dig.',
    },
  },
}
