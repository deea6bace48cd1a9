/** The terms in full. A change in meaning is a new version, and every saver is asked again. */
export const terms = {
  sections: [
    {
      heading: 'Vad tjänsten gör',
      text: [
        '{{product}} samlar det som Pensionsmyndigheten, Statens tjänstepensionsverk och försäkringsbolagen har registrerat om din pension, visar det för dig och räknar ut vad det kan bli i månaden.',
        'Tjänsten är gratis. Den ger information, inte råd, och den säljer ingenting.',
      ],
    },
    {
      heading: 'Vad du godkänner',
      text: [
        'Du godkänner att vi frågar Pensionsmyndigheten, Statens tjänstepensionsverk och de anslutna försäkringsbolagen vad de har registrerat om dig. Vi frågar med ditt personnummer.',
        'Frågan ställs nu, när du själv trycker på Hämta på nytt, och när uppgifterna har blivit äldre än 30 dagar och du loggar in igen. Källorna får också meddela oss att de har räknat om din pension.',
        'Skickar du en plan eller anmäler ett fel går det till den som har avtalet, med ditt personnummer och det du har kryssat för eller skrivit. Inget skickas utan att du trycker på Skicka.',
      ],
    },
    {
      heading: 'Vad vi sparar',
      text: [
        'Ditt personnummer och ditt namn, svaren från källorna, när vi frågade och vad som gick fel, vilken version av villkoren du har godkänt och när. Din e-postadress och ditt språk, om du anger dem.',
        'Det du själv skriver: egna uppgifter, det du säger om dig, planer, och det du har skickat eller anmält.',
        'Det sparas tills du tar bort det eller avslutar kontot, men inte hur länge som helst: tidigare hämtningar i 25 månader, källornas meddelanden i 13 månader, det du har skickat eller anmält i fem år.',
        'Allt det sparas krypterat, med en egen nyckel för dig. I klartext står bara det som behövs för att tjänsten ska gå: vilka källor som har frågats och svarat, och när något hände. Personnumret används bara för att hitta dig igen, för att fråga källorna och för att skicka det du ber oss skicka.',
      ],
    },
    {
      heading: 'Vilka som ser uppgifterna',
      text: [
        'Bara du, om du inte själv väljer att visa dem. Ingen arbetsgivare får se din översikt, och inget försäkringsbolag får den av att vi frågar det. Källorna får veta att du har frågat, men inte vad de andra har svarat.',
        'Du kan visa din pension för den du delar hushåll med och för hjälpare som du väljer. Innan du säger ja står det vad de får se. Du kan sluta dela när du vill.',
        'Loggar du in hos en partner, till exempel en myndighet, en bank eller ett försäkringsbolag, kan partnern visa din pension för dig på sin webbplats. Antingen visar vi den själva där, och då får partnern inte uppgifterna, eller så ber partnern oss om översikten och får belopp, avtal och källor. Du ser vilken partner och när i åtkomstloggen.',
        'Ringer du kundservice kan ett ombud se din översikt och prognos och skicka översikten till dig, men bara när du har lämnat ditt samtycke i samtalet, i högst en timme. Beställer du ett brev hämtar vi din adress ur folkbokföringen till det brevet och sparar den inte.',
        'Vi lämnar inte ut uppgifter till någon annan, om inte en lag kräver det.',
      ],
    },
    {
      heading: 'Besked med e-post',
      text: [
        'Anger du en e-postadress skickar vi besked när uppgifter har hämtats eller något nytt har kommit. I beskeden står aldrig några belopp eller namn på bolag. Du kan stänga av dem när du vill.',
      ],
    },
    {
      heading: 'Åtkomstloggen',
      text: [
        'Varje gång någon annan ser något om dig antecknas det, liksom det viktigaste du själv gör. Du ser loggen under Mina uppgifter. Den sparas i fem år under en slumpvis referens, också när du har avslutat kontot, men då utan namn, nummer och belopp.',
      ],
    },
    {
      heading: 'Skyddade personuppgifter',
      text: [
        'Har du skyddade personuppgifter kan du använda tjänsten som alla andra. Vi sparar och visar aldrig någon adress och skickar inga brev till dig. Ombud hos kundservice ser inget, om du inte själv har sagt ja till det under Mina uppgifter.',
      ],
    },
    {
      heading: 'Prognosen är inget löfte',
      text: [
        'Beloppen bygger på det källorna har svarat och på antaganden om framtiden. Din pension kan bli både högre och lägre. Vi visar vad vi har antagit och vilka källor som saknas.',
        'Det är den som betalar ut pensionen som bestämmer beloppet. Skiljer sig våra uppgifter från deras är det deras som gäller.',
      ],
    },
    {
      heading: 'Ditt ansvar',
      text: [
        'Logga bara in för egen del, och logga ut när du är klar. Låna inte ut din e-legitimation. Du loggas ut automatiskt efter en stunds stillhet.',
      ],
    },
    {
      heading: 'Dina rättigheter',
      text: [
        'Under Mina uppgifter kan du när som helst återkalla ditt godkännande. Då hämtar vi inget mer. Där kan du också ladda ner allt vi har om dig som registerutdrag.',
        'Du kan avsluta kontot själv. Då raderas allt om dig på en gång, och nyckeln som uppgifterna är krypterade med förstörs. Säkerhetskopior går då inte att läsa och rensas inom 35 dagar.',
        'Är en uppgift fel anmäler du det vid avtalet, så går det till den som har uppgiften.',
        'Uppgifterna behandlas med stöd av ditt godkännande, enligt EU:s dataskyddsförordning. Är du missnöjd kan du klaga hos Integritetsskyddsmyndigheten.',
      ],
    },
    {
      heading: 'När villkoren ändras',
      text: [
        'Varje ändring får ett nytt versionsnummer. Vi ber dig godkänna på nytt, och hämtar inget innan du har gjort det.',
      ],
    },
  ],
}
