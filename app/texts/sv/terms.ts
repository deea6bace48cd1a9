/** The terms in full. A change in meaning is a new version, and every saver is asked again. */
export const terms = {
  sections: [
    {
      heading: 'Vad tjänsten gör',
      text: [
        '{{product}} samlar det som staten och försäkringsbolagen har registrerat om din pension, visar det för dig och räknar ut vad det kan bli i månaden.',
        'Tjänsten är gratis. Den ger information, inte råd, och den säljer ingenting.',
      ],
    },
    {
      heading: 'Vad du godkänner',
      text: [
        'Du godkänner att vi frågar Pensionsmyndigheten, Statens tjänstepensionsverk och de anslutna försäkringsbolagen vad de har registrerat om dig. Vi frågar med ditt personnummer.',
        'Frågan ställs nu, när du själv trycker på Hämta på nytt, och när uppgifterna har blivit äldre än 30 dagar och du loggar in igen.',
      ],
    },
    {
      heading: 'Vad vi sparar',
      text: [
        'Ditt personnummer och ditt namn, svaren från källorna, när vi frågade och vad som gick fel, vilken version av villkoren du har godkänt och när. Din e-postadress och ditt språk, om du anger dem.',
        'Ditt namn, ditt personnummer, din e-postadress, svaren och beloppen sparas krypterade, med en egen nyckel för dig. Vilka källor som har frågats och svarat, och när, sparas i klartext. Personnumret används bara för att hitta dig igen och för att fråga källorna.',
      ],
    },
    {
      heading: 'Vilka som ser uppgifterna',
      text: [
        'Bara du. Ingen annan person, arbetsgivare eller försäkringsbolag får se din översikt. Källorna får veta att du har frågat, men inte vad de andra har svarat.',
        'Vi lämnar inte ut uppgifter till någon annan, om inte en lag kräver det.',
      ],
    },
    {
      heading: 'Skyddade personuppgifter',
      text: [
        'Har du skyddade personuppgifter kan du använda tjänsten som alla andra. Vi hämtar och visar aldrig någon adress.',
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
        'Du kan när som helst ta tillbaka ditt godkännande. Det gör du genom att kontakta den som driver tjänsten; hur står under Om uppgifterna. Då hämtar vi inget mer. Du har rätt att få veta vad vi har sparat om dig, att få fel rättade och att få uppgifterna raderade.',
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
