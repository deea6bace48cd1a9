"""
A client that Python's zeep makes from our WSDL: asks each question on stdin (a list, as JSON) over mutual TLS.

Prints a list of what was read, as JSON: {"capitals": {contract number: amount}}, or {"fault": {"code", "ssek"}}.
The SSEK header is put together here, as the WSDL leaves it to the caller.
"""

import json
import sys

import requests
import zeep
from lxml import etree

SSEK = "http://schemas.ssek.org/ssek/2006-05-10/"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
OPERATIONS = "urn:samlad-pension:insamling:1"


def ssek_header(sender, receiver, tx_id):
    header = etree.Element(f"{{{SSEK}}}SSEK", {f"{{{SOAP}}}mustUnderstand": "1"})
    for name, number in (("SenderId", sender), ("ReceiverId", receiver)):
        party = etree.SubElement(header, f"{{{SSEK}}}{name}", {f"{{{SSEK}}}Type": "ORGNR"})
        party.text = number
    etree.SubElement(header, f"{{{SSEK}}}TxId").text = tx_id
    return header


def capitals_of_mis20(answer):
    return {
        contract.administration.identitet: contract.moment.varde.forsakringskapital.belopp
        for contract in answer.forsakring
    }


def capitals_of_mis16(answer):
    return {contract.Avtalsnummer: contract.Forsakringskapital.Belopp for contract in answer.Forsakring}


PORTS = {
    "mis-2.0": ("ForsakringsgivareSoap", capitals_of_mis20),
    "mis-1.6": ("ForsakringsgivareMis16Soap", capitals_of_mis16),
}


def ask(client, question):
    binding, capitals_of = PORTS[question["vocabulary"]]
    service = client.create_service(f"{{{OPERATIONS}}}{binding}", question["endpoint"])
    header = ssek_header(question["sender"], question["receiver"], question["txId"])
    try:
        # It does not know an optional group of required elements, of which MIS 1.6 has two, unless it is told not to be strict.
        with client.settings(strict=question["vocabulary"] != "mis-1.6"):
            answer = service.hamtaForsakringar(_soapheaders=[header], **question["body"])
    except zeep.exceptions.Fault as fault:
        codes = [code.text for code in fault.detail.iterfind(f".//{{{SSEK}}}Code")]
        return {"fault": {"code": fault.code, "ssek": codes}}
    # The amounts are decimals beside their currency.
    return {"capitals": {number: f"{amount._value_1:.2f}" for number, amount in capitals_of(answer).items()}}


def main():
    asked = json.load(sys.stdin)
    session = requests.Session()
    session.cert = (asked["certFile"], asked["keyFile"])
    session.verify = asked["caFile"]
    # Proxies and authorities of this machine's settings have no part in it.
    session.trust_env = False
    client = zeep.Client(asked["wsdl"], transport=zeep.Transport(session=session, timeout=10, operation_timeout=10))
    print(json.dumps([ask(client, question) for question in asked["questions"]]))


main()
