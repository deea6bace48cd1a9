export const about = {
  lead: 'Var siffrorna kommer ifrån, vad de betyder och vad de inte säger.',
  sections: [
    {
      heading: 'Källorna',
      text: [
        'Vi frågar Pensionsmyndigheten om din allmänna pension, Statens tjänstepensionsverk om statlig tjänstepension, och försäkringsbolagen och valcentralerna om tjänstepension och privat sparande.',
        'Överallt står hur många källor som har svarat. ”18 av 31 källor” betyder att 31 källor finns och att 18 av dem har svarat de senaste 30 dagarna. Att en källa inte kunde svara betyder aldrig att du inte har något där.',
      ],
    },
    {
      heading: 'Intjänat och prognos',
      text: [
        'Intjänat är vad du har hittills, på den dag källan anger. Det kan vara ett kapital eller ett belopp i månaden. De två går inte att lägga ihop, och vi gör det aldrig.',
        'Prognosen är vad det kan bli per månad om du slutar arbeta vid den ålder du väljer. Prognosen är inget löfte. Den avrundas till hela hundra kronor.',
      ],
    },
    {
      heading: 'Vem som har räknat',
      text: [
        'Har källan själv gjort en prognos som går att jämföra använder vi den. Annars räknar vi med källans egna värden, och om sådana saknas med de antaganden som branschen har kommit överens om. Vid varje avtal står vilket det är.',
      ],
    },
    {
      heading: 'Kronor och skatt',
      text: [
        'Beloppen är före skatt om inget annat står. Översikten, prognosen och planerna visar också vad som kan bli kvar efter skatt. Den är uppskattad: räknad med skatten i din kommun, eller med landets genomsnitt om du inte har valt kommun.',
        'Beloppen är i dagens penningvärde, alltså vad de skulle räcka till i dag. I prognosen kan du välja kronor för det år pengarna betalas ut.',
        'Samma avtal kan rapporteras från två håll, till exempel av bolaget och av valcentralen. Då räknar vi det en gång.',
      ],
    },
    {
      heading: 'Lagen efter i dag',
      text: [
        'Några tal i lagen bestäms år för år. För kommande år använder vi framskrivna tal, och översikten säger till när den gör det.',
      ],
    },
    {
      heading: 'Om du företräder någon annan',
      text: [
        'Du kan bara logga in för egen del. En e-legitimation säger vem du är, men inte vem du får handla för. Därför kan en god man, förvaltare eller vårdnadshavare inte se någon annans pension här.',
        'Är du god man, förvaltare eller vårdnadshavare vänder du dig till Pensionsmyndigheten och till dem som har avtalen, och visar ditt förordnande. Överförmyndaren i kommunen svarar på frågor om uppdraget. Räcker det med att personen själv visar dig sin pension kan hon eller han lägga till dig som hjälpare.',
      ],
    },
    {
      heading: 'Om du har fått ett nytt personnummer',
      text: [
        'Har du haft ett samordningsnummer och fått ett personnummer följer kontot med när din e-legitimation talar om det. Du ser det i åtkomstloggen. Annars är det nya numret ett nytt konto. Hör då av dig till källorna, så att dina avtal flyttas till det nya numret.',
      ],
    },
    {
      heading: 'Om någon har dött',
      text: [
        'Tjänsten får inget besked när någon dör, och ingen annan kan logga in i den dödas ställe. Frågor om efterlevandepension och om den dödas avtal besvaras av Pensionsmyndigheten och av försäkringsbolagen. Den som företräder dödsboet vänder sig till den som driver tjänsten om kontot här.',
      ],
    },
  ],
}
