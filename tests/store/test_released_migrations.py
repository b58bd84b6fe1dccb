"""Migrations that databases have been through are never edited: two of them were, and databases lacked a table."""

import hashlib
from pathlib import Path

from qa_service.store import migrations

FOLDER = Path(migrations.__file__).parent
RELEASED = {
    "full_text.py": "288898fd5904300acf94c07004f0710a0967d8abfb02733011f3ead2521615fb",
    "policies.py": "3f6ddd1972fd074e13e25f3d3c1cfcd031351d5d13b17ed0240d1ab12e429d85",
    "replay.py": "9ecc1ade54f907a93ff82574760b1482f7e6f6a9e6bc5da44f230985c3ad46b9",
    "versions/0001_first_tables.py": "1caaf5ebbdbe3264d318e0c6c39e85e4d929839d28dc617f33615f2d4feec0ea",
    "versions/0002_rubrics.py": "1e1393b2390ef20a887515ad75096220deabb4cdabff39a92db6138b9896cea9",
    "versions/0003_reviews.py": "7a56eb3c7d2b3120e706231d8f37d70ed1a6a05f5f81b68406cfa37a175b1532",
    "versions/0004_figures.py": "305722f33f9be0c7df4a6e8f81bb4052d96f9734b8c618f81f11170e9cb552a1",
    "versions/0005_people.py": "54074f19bc40227631033f6c1c55075e5334e6a6a6b1c58531e91c54a4a33fae",
    "versions/0006_exports.py": "782a0f271f8c8286ed95044530b4529fafec48b94d15a1f7f93ecb527edd7333",
    "versions/0007_agreement_totals.py": "9ed12101f4b413f69ff37b1c07e7aa15863472cde74c58a6c699cb15f5e588b8",
    "versions/0008_corrections_without_words.py": "5e0b68fc28648bedd926e7de1264cde72ced0b1d5a65115e8c1bcf240a818f02",
    "versions/0009_repair.py": "6af03c36c6a2bf99c3b739d1fd1e093d2ddf402950a7ded3d84ce193a6048329",
    "versions/0010_installation.py": "1cb28a8841c58ff7f04a42ac5b7244ca0b65c61040b9a41d015d10511ea1a8c3",
    "versions/0011_queue_endings.py": "a18803ff2377f21c3a3b4dc2073e531485f7c8f8942501a53167bb621bdfda71",
    "versions/0012_teams_of_agents.py": "b11ba9467b745d3c0bb23769a5373108ce6d53971efa8b2819978cb08f5718e8",
    "versions/0013_identity.py": "939ca3036313a0b8e7872798d7348341fd9b0a9c0bfd12fe397f296b2be17dc2",
    "versions/0014_parts.py": "ec545830252ab608ab1eb04dad8befe6029d17a03de441ad589af75711666378",
    "versions/0015_automatic_mail.py": "0b8fdf783772f144c9b340ac4543c74d87fb404b306ce13c0639349742e51412",
    "versions/0016_judgement_read.py": "a963a55961832790d23cac895dff092410e4b0175104f54b40a9beee1955c1bf",
    "versions/0017_failure_sentences.py": "b0f9876900e3fb4709a951a6da5174064b10ca0a2368d1aea8c4a896dd4881ae",
    "versions/0018_claims.py": "970a7fec0b0fec75c061c7c0d80c4bc559c1b40fe65a31770231a92f7ccdd250",
    "versions/0019_sorted_answers.py": "0ae92fbb395d7041e6d161ce7efc851ecb5e7699d4a4a1b17eccfd09e5e2bfb9",
    "versions/0020_rescoring.py": "1e283a05ea3029b535a258b595b944496c7c83f960a4244e63a6b9e011ad3cb5",
    "versions/0021_turn_features.py": "b62c69ade39ca2e180934127fdc5b2807f314f2ee122f4271cfcadbc1d98d5be",
    "versions/0022_own_criteria.py": "21546d330cb883dece95ea24d7b222ba8d4b62a81ee1339322fa9219fae30dca",
    "versions/0023_asked_answers.py": "0e2d58ceeae670d7a5db4e2cce202241c01a43e0274a99eb0b31aa14f972075a",
    "versions/0024_audit_chain.py": "2890f2d59afe058328a1fe2d8d37d4a0c4bb829ed76e0622ede2f5d48dff2e71",
    "versions/0025_released_words.py": "9012fd863c2e3211543d229b37e513b86f26d0a7dbd43c224deb2353f0301104",
    "versions/0026_second_factor.py": "3d5b07d7daa68e59b2085536ddc3cbb02854f2d2e3aff3ef19eaf10fcb884e66",
    "versions/0027_legal_holds.py": "b506c182c3e18161c2489ff8d788103691cdd2515dc19e605d69cefad0dd0de5",
    "versions/0028_key_terms.py": "f547467e126d325b42ad294c06d6ec84ef9fe797f268c78b28e28bf453b8d534",
    "versions/0029_single_sign_on.py": "8dfdb69d0dd990ad6875b793eb41617f8b89a70a80e54a2fda14c9c9d417dcf3",
    "versions/0030_maskings.py": "e62aeaa6b3c7b21c80bf02665d7becc19fa00dfbf08ace04a7f58c10d4e69f4f",
    "versions/0031_retention.py": "83ffcc95e5270a8231e4b2a85e73cb5c6e00a1d462699a84a8b32171b8186d8f",
    "versions/0032_provisioned.py": "775ec82c7d280b320e7ab5e1cad143f388cf7d4f43296fdbd39c79cb86219a4c",
    "versions/0033_agent_segments.py": "4cba7588f80d6cfbcc96b26a3a60481dea6e7a43dd934d35996ad5cce23dd5c8",
    "versions/0034_connectors.py": "1cf07617e5d33b23c691f523b3954964c2e2ce83cc370f0df4a807239a8fd712",
    "versions/0035_named_requests.py": "021b3adfa92096fe148e7fefdd07e330fbdc6b07fd759f1c9b3f7a2de999fbc6",
    "versions/0036_opening_hours.py": "f1709df7bce2677ee0cad73216e387fabb016204116a2fea98287c0a9ac55e6f",
    "versions/0037_events.py": "9d750c52d01cc58800c981c570078f3e81a9150fc8a7905d251b3444bc2a74a1",
    "versions/0044_promises.py": "bc7f5bfdf9f7a7d90a12333c2cc0fd6d6d491f248abd8de080be4da0c79a8288",
    "versions/0043_complaints.py": "7f42ac772ffdc8b03e257ee8cd08496af604867746f1d27ab04a8a1be80c5e3c",
    "versions/0038_centre_addresses.py": "f5c33d2fea559d3f1645a429aa56a6e3b297c86b485b8722c8953d1765013182",
    "versions/0039_handed_in.py": "142226c9e47749d9d1cb037ea99fff1fa794694beb7df2aecba87c9926f58871",
    "versions/0040_scheduled_exports.py": "537b599235ed03374f6891ebdd1753297fa8afc82faefccec16d6675792bb4c0",
    "versions/0041_sites.py": "71dae04b3918c864af9365097fb3c63f40f6ef7928356908b8b8839234258831",
    "versions/0042_surveys.py": "8934becec325f49935dacb30a2b3b4c3d5d8c3f1bd99df9b3dbeaf4a6faeef7b",
}
"""Each migration and each module that migrations run through, with its sha256; a new migration adds its line. Of 0033
the way back was mended after its release; what databases went through is as it was.
"""


def test_no_released_migration_was_edited() -> None:
    for name, digest in RELEASED.items():
        assert _digest(name) == digest, (
            f"{name} is released and was edited: databases that went through it would lack the change. Put the file "
            "back as it was (git checkout) and make the change in a new migration with the next number."
        )


def test_every_migration_is_named_here() -> None:
    for name in sorted(f"versions/{path.name}" for path in (FOLDER / "versions").glob("[0-9]*.py")):
        assert name in RELEASED, (
            f"{name} is new: once it is as it shall stay, add it to RELEASED in {Path(__file__).name}:\n"
            f'    "{name}": "{_digest(name)}",'
        )


def _digest(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
