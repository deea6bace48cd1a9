/** The report in English. */
import type { Texts } from './texts.ts'

export const en: Texts = {
  scenarios: {
    'server-certificate': {
      title: 'The server certificate',
      tried: 'A TLS connection to the address, without a message.',
      expected:
        'The certificate comes from the agreed authority, is for the host in the address, and bears the organisation number ("16" + ten digits) in subject serialNumber (2.5.4.5).',
      mend: 'Change the server’s certificate, or correct --url, --orgnr or --ca. Nothing else is tried until the portal can trust who answers.',
    },
    'no-client-certificate': {
      title: 'A connection without a client certificate',
      tried: 'A right question over TLS, but without a client certificate.',
      expected: 'The connection is broken in the TLS handshake (SSEK 2.0, policy: TLS with client certificate).',
      mend: 'Demand client certificates in TLS for the whole address, not later in the program: otherwise anybody reaches your XML parser.',
    },
    'unknown-authority': {
      title: 'A client certificate from an unknown authority',
      tried:
        'A right question, with a certificate that bears our name but comes from an authority that nobody has agreed on.',
      expected:
        'The connection is broken in the TLS handshake. A name in a certificate means nothing without the right authority.',
      mend: 'Check the chain against the agreed authority, not only that a certificate is shown.',
    },
    happy: {
      title: 'A person with contracts',
      tried: 'hamtaForsakringar through the portal’s own client, and the answer through the portal’s own reader.',
      expected:
        'An answer that the portal can use whole: right header, right signature where agreed, schema kept, one contract or more.',
      mend: 'See what the other scenarios say: they try header, signature, form and content one by one. Make sure too that the test person is in your test system (--persons).',
    },
    'nothing-held': {
      title: 'A person without contracts',
      tried: 'hamtaForsakringar about a person who has nothing with you.',
      expected:
        'An answer with the transfer alone: mislife without forsakring (2.0), AntalForsakringar 0 (1.6). Not a fault, not an empty HTTP reply.',
      mend: '"Nothing held" is an answer that the saver is shown. Send it outright; a fault is shown as you not having been able to answer.',
    },
    'many-contracts': {
      title: 'A person with many contracts',
      tried: 'hamtaForsakringar about a person with five contracts or more.',
      expected: 'All contracts in one answer, each with a number of its own, 2,000 contracts and 5 MB at most.',
      mend: 'An answer is neither split nor cut. Look for paging and limits in your look-ups.',
    },
    slow: {
      title: 'Slow answers',
      tried: 'Two questions, one after the other, about the person whose data take longest.',
      expected:
        'The whole answer within 20 seconds, or a receipt within 20 seconds and the answer later. Never half an answer to be in time.',
      mend: 'If there is not time: promise the answer (AsynchPush or AsynchPull), or say the fault Timeout. Half an answer becomes a wrong pension on the saver’s page.',
    },
    'answer-size': {
      title: 'The size of the answer',
      tried: 'The same answer as in the scenario with many contracts.',
      expected: '5 MB and 2,000 contracts at most; more is refused unread.',
      mend: 'Leave out white space and what was not asked for. If that is not enough, talk to us before you connect.',
    },
    'unknown-codes': {
      title: 'Codes',
      tried: 'The answers of the other scenarios.',
      expected:
        'Only codes of docs/mis-profile.md and the version’s table of codes. An unknown one makes the contract "partly understood".',
      mend: 'Translate your own codes to those of the profile. If the code is new and right, ask for it to be added before you send it.',
    },
    'answer-http': {
      title: 'The HTTP form of the answer',
      tried: 'The answer to the usual question, which several scenarios share.',
      expected:
        'HTTP 200 and Content-Type text/xml; charset=utf-8 (SOAP 1.1). application/xml is read, but is not right.',
      mend: 'Set status and Content-Type in the service that writes the answer; something in between may have changed them.',
    },
    'answer-header': {
      title: 'The SSEK header of the answer',
      tried: 'The answer to the usual question, which several scenarios share.',
      expected:
        'A header ssek:SSEK of its own with soap:mustUnderstand="1": SenderId is your number, ReceiverId ours, TxId the one we asked with; Type in the namespace of SSEK.',
      mend: 'Swap the two ids of the question and copy its TxId. Without that, the answer cannot be matched to its question.',
    },
    'answer-signature': {
      title: 'The signature of the answer',
      tried: 'The answer to the usual question, which several scenarios share.',
      expected:
        'WS-Security 1.0: BinarySecurityToken (X.509), signed exactly Timestamp, SSEK header and Body, exclusive C14N, RSA- or ECDSA-SHA256, the time within five minutes, the certificate the one you have handed in.',
      mend: 'Check one answer by itself: npm run -s ssek -- verify FILE --cert CERT. Sign last: nothing may change afterwards, not even white space.',
    },
    receipt: {
      title: 'The receipt',
      tried: 'The usual question, which several scenarios share: your first reply.',
      expected:
        'ssek:Receipt with ResponseCode OK at once, the answer later. Of a signed question, RequestSignatureValue bears its ds:SignatureValue (our reading).',
      mend: 'Receipt when the question is safely taken, and copy the signature value, so that both can show what was receipted.',
    },
    'no-result-yet': {
      title: 'Fetching before the answer is there',
      tried: 'PullMessage right after the receipt, and then until the answer is there.',
      expected: 'The fault NoResultAvailable (HTTP 500) until the answer is there; never an empty or half answer.',
      mend: 'The portal asks again on NoResultAvailable and on nothing else. An empty answer is read as the person having nothing.',
    },
    'fetched-again': {
      title: 'Fetching once more',
      tried: 'PullMessage again, after the answer has been fetched.',
      expected: 'The same answer. One that was lost on the way must be there to be fetched again.',
      mend: 'Keep the answer for a time (at least as long as the promise was agreed to last) after it has been fetched.',
    },
    'unknown-transaction': {
      title: 'Fetching for an unknown transaction',
      tried: 'PullMessage with a TxId that nobody has asked with.',
      expected: 'The fault TxIdUnknown.',
      mend: 'Tell "not known" from "not ready": otherwise the portal goes on asking until its time is out.',
    },
    'push-delivery': {
      title: 'Delivery to our address',
      tried: 'The usual question, which several scenarios share: the answer that you sent to our address.',
      expected:
        'An SSEK message with the TxId of the question over TLS with your certificate, signed where agreed, and once when it has been receipted.',
      mend: 'Look at the address, the client certificate, the ids in the header and the signature of what you send.',
    },
    'push-repeated': {
      title: 'Delivery anew when the receipt was lost',
      tried: 'Our address took the delivery, and broke the connection before the receipt arrived.',
      expected: 'The same answer once more with the same TxId, until it is receipted; then no more.',
      mend: 'Send again, with pauses, until a Receipt has come. The same content and TxId, but a new timestamp and signature.',
    },
    duplicate: {
      title: 'The same question twice',
      tried: 'The same question and TxId once more, when the first had been answered.',
      expected: 'The same answer (or receipt), and nothing done twice: TxId makes the question repeatable.',
      mend: 'Remember the TxId with its answer. A question sent again is no new question, and no fault.',
    },
    replay: {
      title: 'A replayed question',
      tried: 'The usual question with the same TxId, signed ten minutes ago; and one you have not seen, as old.',
      expected:
        'The fault ContentInvalid for both (our reading; SSEK has no code of its own). The timestamp may be five minutes off at most.',
      mend: 'Check signature and time before you look up the TxId: otherwise a stored answer is handed to whoever has recorded an old question.',
    },
    unsigned: {
      title: 'A question without a signature',
      tried: 'A right question without the Security header.',
      expected: 'The fault ContentInvalid (our reading). It is agreed that messages are signed.',
      mend: 'Demand a signature on every message of the agreement; do not accept that there is none.',
    },
    'wrong-signer': {
      title: 'Signed with an unknown certificate',
      tried: 'A question rightly signed, but with a certificate that nobody has handed in; it bears our name.',
      expected: 'The fault ContentInvalid or SenderIdUnknown. Only the certificate on file counts for the sender.',
      mend: 'Compare the certificate’s fingerprint with the one on file for SenderId. Name and authority are not enough.',
    },
    'changed-after-signing': {
      title: 'Changed after it was signed',
      tried: 'A signed question in which a value of the Body was changed afterwards.',
      expected: 'The fault ContentInvalid. The digest is not that of what came.',
      mend: 'Take the digest of what is really read, and read nothing but what was signed.',
    },
    'wrong-sender': {
      title: 'Another sender than the certificate’s',
      tried: 'A question with the number of another organisation as SenderId.',
      expected: 'The fault SenderIdUnknown. SenderId must be the organisation of the client certificate.',
      mend: 'Compare SenderId with serialNumber of the TLS certificate: otherwise one connected party can ask in another’s name.',
    },
    'wrong-receiver': {
      title: 'Another receiver than you',
      tried: 'A question with the number of another organisation as ReceiverId.',
      expected: 'The fault ReceiverIdUnknown.',
      mend: 'Compare ReceiverId with your own number before the question is acted on.',
    },
    'missing-txid': {
      title: 'TxId is missing',
      tried: 'A question without TxId.',
      expected: 'The fault TxIdMissing. TxId is optional in the schema, and demanded in the service.',
      mend: 'Refuse it: without TxId an answer cannot be matched to a question, nor a repeated one be known.',
    },
    'invalid-txid': {
      title: 'A TxId that is no UUID',
      tried: 'A question with a TxId of 36 characters that is no UUID.',
      expected: 'The fault TxIdInvalid.',
      mend: 'Check its form (8-4-4-4-12 hexadecimal digits), not its length alone.',
    },
    'misspelt-asynch-method': {
      title: 'AsynchMethod misspelt',
      tried: 'A question with the attribute AsyncMethod (without its h).',
      expected: 'The fault ContentInvalid. The schema lets the attribute pass, so it must be looked for in code.',
      mend: 'Refuse attributes of the header that you do not know: otherwise a question for a later answer becomes a wait that nobody notices.',
    },
    'other-flow': {
      title: 'A way to answer that is not agreed',
      tried: 'A question with an AsynchMethod that is not of the agreement.',
      expected: 'The fault AsynchMethodUnsupported.',
      mend: 'Read AsynchMethod and refuse what you do not offer; do not answer in another way than was asked for.',
    },
    'unknown-operation': {
      title: 'An operation that there is none of',
      tried: 'A message with the element raderaForsakringar in its Body.',
      expected: 'The fault WebServiceUnsupported.',
      mend: 'Choose the operation by the element in the Body, and refuse those you do not know.',
    },
    'bad-personal-number': {
      title: 'A personal number with a wrong check digit',
      tried: 'A question about a personal number that cannot exist.',
      expected: 'The fault ContentInvalid; never "nothing held", which says something about a person.',
      mend: 'Check the check digit before you look the person up.',
    },
    'schema-breaking': {
      title: 'A question that breaks the schema',
      tried: 'A question without its required element syfte.',
      expected: 'The fault ContentInvalid.',
      mend: 'Hold every question against insamling.xsd before it is acted on.',
    },
    'broken-xml': {
      title: 'XML cut short',
      tried: 'A question that ends in the middle.',
      expected: 'The fault ContentInvalid or HTTP 400, and nothing acted on.',
      mend: 'Read the message to its end before anything of it is used.',
    },
    'document-type': {
      title: 'A document type (DTD)',
      tried: 'A right question with a harmless DOCTYPE and an internal entity.',
      expected: 'The fault ContentInvalid or HTTP 400. SOAP 1.1 allows no DTD.',
      mend: 'Turn off DTDs and entities in the XML parser: they are the way to entity bombs, and to your files being read.',
    },
    'wrong-content-type': {
      title: 'A wrong Content-Type',
      tried: 'A right question that is called application/json.',
      expected: 'HTTP 415 (or 400, or the fault ContentInvalid).',
      mend: 'Take text/xml and application/xml, and nothing else.',
    },
    oversize: {
      title: 'A question that is too large',
      tried: 'A right question filled up to 5.5 MB with a comment, and then a usual one.',
      expected:
        'HTTP 413, the fault ContentInvalid, or the connection broken; and the usual question is answered after it.',
      mend: 'Set a bound on the size of a message before the XML parser (ours is 5 MB).',
    },
  },
  advice: {
    'not-in-this-agreement': 'Is not of the agreement that is tried.',
    'no-answer-to-judge': 'Could not be tried: no answer came to try it on. See the scenarios that failed.',
    'certificate-first': 'Was not tried: the server certificate must be accepted first.',
    'certificate-untrusted':
      'The certificate is not accepted ({code}): it does not come from the authority in --ca, or is not valid today.',
    'certificate-of-another-host': 'The certificate is not for the host in the address.',
    'certificate-of-another-organisation':
      'The certificate does not bear the organisation number of --orgnr (its serialNumber says: {organisationNumber}).',
    'certificate-ends':
      'The certificate ends in {days} days. Hand in the new one in good time: two may be valid at once.',
    'refused-after-handshake': 'Was refused, but only after the handshake (HTTP {status}).',
    'connection-broken':
      'The connection was broken without a reply ({code}). Reply with soap:Fault and HTTP 500, so that the sender knows why.',
    'no-reply': 'No reply within {seconds} seconds.',
    accepted: 'Was taken and acted on, where it should have been refused.',
    'other-fault':
      'Was refused, but with the fault code {code} instead of {wanted}. The code decides what the sender does next.',
    'unknown-fault':
      'Was refused with a fault that bears none of the codes of SSEK. Write {wanted} in FaultData/FaultItems/FaultItem/Code.',
    'fault-status': 'The right fault code, but HTTP {status}: SOAP 1.1 demands 500 for a fault.',
    'refused-without-fault': 'Was refused with HTTP {status} and no SSEK fault. Send soap:Fault with {wanted}.',
    'more-flows':
      'Was receipted: so you offer more ways to answer than the one that is tried. Run the scenarios for that one too, or refuse it.',
    'dead-afterwards': 'The usual question afterwards got no answer: the large one has upset the service.',
    'not-ssek': 'What came is no SSEK message (HTTP {status}, {contentType}; {why}).',
    'fault-instead': 'A fault ({code}) came where an answer was due.',
    'receipt-instead': 'A receipt came where an answer was due.',
    'nothing-instead': 'The answer says that the person has nothing. Is the test person in your test system?',
    'held-instead': 'The answer has {contracts} contracts about a person who should have none. Is it the right person?',
    'too-few-contracts':
      'The answer has {contracts} contracts, and {wanted} are needed. Was the answer cut, or is the test person missing?',
    'doubled-contracts': '{doubled} contract numbers stand there more than once.',
    unusable: 'The portal throws the answer away: {why}.',
    'bad-answer': 'The portal cannot use the answer: {why}.',
    'bad-element':
      'The portal cannot use the answer: {why}, at the element {element}. Keep the answer with --keep and run npm run -s mis -- validate FILE.',
    'wrong-person':
      'The answer is about somebody else than the one asked about. The portal throws the whole answer away.',
    'wrong-transaction':
      'The answer names another transaction than the TxId of the question (in the header, or as transaktionsid in the transfer).',
    'too-large': 'The answer is larger than 5 MB or has more than 2,000 contracts, and was refused.',
    'near-size-limit': 'The answer is {bytes} bytes with {contracts} contracts: more than four fifths of the limit.',
    'near-time-limit': 'The answer took {seconds} seconds: more than four fifths of the time.',
    partial:
      'Two answers about the same person have different contracts ({first} and {second}): one of them is not whole.',
    'unknown-codes': 'Codes that the portal does not know: {codes}.',
    status: 'HTTP {status} instead of 200.',
    'content-type': 'Content-Type is {contentType}.',
    'header-missing': 'The answer has no SSEK header.',
    'sender-wrong': 'SenderId is not your organisation number ({wanted}).',
    'receiver-wrong': 'ReceiverId is not our organisation number ({wanted}).',
    'txid-wrong': 'TxId is missing, or is not the one that the question bore.',
    'type-unqualified': 'The attribute Type is not in the namespace of SSEK (ssek:Type="ORGNR").',
    'not-obliging': 'The header lacks soap:mustUnderstand="1".',
    'signature-missing': 'The answer is not signed.',
    'signature-refused': 'The signature is not accepted: {why}.',
    'duplicate-refused': 'The repeated question was refused with {code}.',
    'not-the-same': 'The repeated answer says something else than the first.',
    'done-twice': 'The answer was delivered {times} times, in spite of the receipt.',
    'answer-instead-of-receipt': 'The answer came at once, where it was asked for later (AsynchMethod).',
    'receipt-value-missing': 'The receipt lacks RequestSignatureValue.',
    'receipt-value-wrong': 'RequestSignatureValue is not the signature that the question bore.',
    'receipt-value-unasked': 'The receipt bears RequestSignatureValue, where the question was not signed.',
    'not-promised-in-time': 'The promised answer did not come within {seconds} seconds.',
    'empty-before-result': 'Fetched early, the answer had {first} contracts; later it had {second}.',
    'result-gone': 'Fetching again gave the fault {code}.',
    'not-pushed': 'Nothing came to our address within {seconds} seconds.',
    'push-refused': 'The delivery came, but our address refused it with {code}.',
    'not-pushed-again': 'No new delivery came within {seconds} seconds.',
    'pushed-after-receipt': 'The answer was delivered {times} times, though the first was receipted.',
  },
  reasons: {
    'not the message that is agreed': 'it is not the message that is agreed (--mis)',
    unreachable: 'the service is down (HTTP 502, 503 or 504, or no connection)',
    'unknown-sender': 'a wrong sender or receiver in the header, or a certificate that is not yours',
    'malformed-response': 'it is no readable SSEK message, or breaks the schema',
  },
  verdicts: { passed: 'passed', failed: 'FAILED', warning: 'WARNING', 'not-applicable': 'not tried' },
  flows: {
    sync: 'answer at once',
    push: 'answer to our address (AsynchPush)',
    pull: 'answer to be fetched (AsynchPull)',
  },
  security: { none: 'messages without signature', signature: 'signed messages' },
  sent: { question: 'question', pull: 'PullMessage', push: 'your delivery' },
  came: {
    answer: 'answer',
    'nothing-held': 'answer: nothing held',
    'bad-answer': 'answer of no use',
    receipt: 'receipt',
    fault: 'fault',
    'no-message': 'no SSEK message',
    'too-large': 'more than 5 MB',
    broken: 'connection broken',
    timeout: 'no reply in time',
  },
  signed: 'signed',
  unsigned: 'unsigned',
  contracts: 'contracts',
  heading: 'Conformance run',
  labels: {
    tried: 'Tried',
    exchange: 'Sent → came',
    outline: 'Elements',
    expected: 'Demanded',
    found: 'Found',
    mend: 'Change',
    outside: 'Not tried',
  },
  sum: '{passed} passed, {failed} failed, {warning} warnings, {outside} not tried',
  unreachable: 'Nobody answers at {url} ({code}). Check address, port and firewall.',
}
