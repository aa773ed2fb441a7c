"""Letters and digits of all scripts that look like a Latin letter or a digit.

Made from Unicode's ``confusables.txt`` (Unicode Technical Standard #39, version 15.1, as the package
``confusable_homoglyphs`` 3.3.1 carries it): every single letter or digit that it holds confusable with one of a-z, A-Z
or 0-9, and with the small capitals among them. Left out is what ``NFKD`` and case folding bring to ASCII anyway.

Copyright © 1991-2023 Unicode, Inc. Distributed under the Unicode License V3, whose notice stands at the end of this
file; see https://www.unicode.org/license.txt.
"""

from __future__ import annotations

from collections.abc import Mapping

_ALIKE: Mapping[str, str] = {
    "1": "➀",
    "2": "ƧƻϨᒿ➁ꙄꛯꝚ",
    "3": "ƷȜЗҘӠ➂ⳌꝪꞫ𑣊𖼻",
    "4": "Ꮞ➃𑢯",
    "5": "Ƽ➄𑢻",
    "6": "бᏮ➅Ⳓ𑣕",
    "7": "➆𐓒𑣆",
    "8": "Ȣȣ৪੪➇𐌚\U0001e8cb",
    "9": "৭੧୨൭➈ⳊꝮ𑢬𑣌𑣖",
    "a": "ɑΑαАаᎪᗅᴀꓮꭺ𐊠𖽀",
    "b": "ƀƂƃƄɓʙΒБВЬвѢѣҌҍᏏᏴᏼᑲᑳᖯᗷꓐꞴ𐊂𐊡𐌁",
    "c": "ȼСсҪҫᏟᴄⲤⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜𑣩𑣲",
    "d": "ÐĐđƉƌɖɗԁᎠᏧᑯᗞᗪᴅꓒꓓꭰ",
    "e": "ɆɇΕЕеҽҿᎬᴇⴹꓰꬲꭼ𐊆𑢦𑢮",
    "f": "ƑƒϜքᖴᵮẝꓝꜰꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂",
    "g": "ƍǤǥɠɡɢԌԍցᏀᏳᏻᶃꓖꮐ",
    "h": "ĦħɦʜΗНнћҢһӇӉհᎻᏂᏲᕼⱧⲎꓧꚕꮋ𐋏",
    "i": "ıɨɩɪιіӏᎥᵻᵼꙇꭵ𑣃",
    "j": "ɈɉͿϳЈјᎫᒍᴊꓙꞲꭻ",
    "k": "ĸƙΚКҚҞᏦᛕᴋⱩⲔꓗꝀ𐔘",
    "l": "ŁłƖƗƚǀɫɭʟΙІӀ\u05d5\u05df\u0627\u0661\u0673\u06f1\u07caᏞᒪᛁᣳⲒⳐⳑⵏꓡꓲꮮ𐊊𐌉𐌠𐐛𐑃𐔦𑢣𑢲𖼖𖼨\U0001e8c7",
    "m": "ʍΜϺМӍᎷᗰᛖᴍⲘꓟꭑ𐊰𐌑",
    "n": "ƝƞɲɳɴΝηոռᵰⲚꓠ𐔓",
    "o": "ØøƟɵΘΟθοσОоѲѳӨөՕօ\u05e1\u0629\u0647\u0665\u06be\u06c1\u06d5\u06f5\u06ff\u07c0०০੦૦ଠ୦௦౦೦ഠ൦๐໐တဝ၀ჿዐᎾᏫᴏᴑⲞ"
    "ⲟⴱⵁⵔ〇ꓳꝊꝋꬽꬾꭴꮎꮻ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑓐𑢵𑣈𑣗𑣠",
    "p": "ƥΡρРрᏢᑭᣖᴘᴩᵽⲢⲣꓑꮲ𐊕",
    "q": "ʠԛգզⵕꞯ",
    "r": "ƦɍɼɽʀгғᎡᏒᖇᣴᴦᵲⲅꓣꭇꭈꭱꮁꮢ𐒴𖼵",
    "s": "ƽʂЅѕՏᏕᏚᣵᵴꓢꜱꮪ𐊖𐐠𐑈𑣁𖼺",
    "t": "ŦŧƫƭƮȾΤτТтҬᎢᴛᵵⲦꓔꭲ𐊗𐊱𐌕𑢼𖼊",
    "u": "ɄʋυՍսሀᏌᑌᴜᵾꓴꞟꭎꭒꮜ𐓎𐓶𑢸𑣘𖽂",
    "v": "νѴѵ\u05d8\u0667\u06f7Ꮩᐯᴠⴸꓦꛟꮩ𐔝𑜆𑢠𑣀𖼈",
    "w": "ɯѡѽԜԝաᎳᏔᴡꓪꝡꮃ𑓅𑜊𑜎𑜏𑣦𑣯",
    "x": "ΧХхҲᕁᕽᚷⲬⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬",
    "y": "ƴɎɏɣʏΥγУуҮүҰұყᎩᎽᶌỿⲨꓬꭚ𐊲𑢤𑣜𖽃",
    "z": "ƵƶȤȥʐΖᏃᙆᴢᵶꓜꮓ𐋵𑢩𑣄𑣥",
}
LOOKALIKES: Mapping[int, str] = {ord(other): letter for letter, others in _ALIKE.items() for other in others}
"""Code point -> the lower-case Latin letter or the digit that it looks like; for ``str.translate``."""

# UNICODE LICENSE V3
#
# COPYRIGHT AND PERMISSION NOTICE
#
# Copyright © 1991-2023 Unicode, Inc.
#
# NOTICE TO USER: Carefully read the following legal agreement. BY
# DOWNLOADING, INSTALLING, COPYING OR OTHERWISE USING DATA FILES, AND/OR
# SOFTWARE, YOU UNEQUIVOCALLY ACCEPT, AND AGREE TO BE BOUND BY, ALL OF THE
# TERMS AND CONDITIONS OF THIS AGREEMENT. IF YOU DO NOT AGREE, DO NOT
# DOWNLOAD, INSTALL, COPY, DISTRIBUTE OR USE THE DATA FILES OR SOFTWARE.
#
# Permission is hereby granted, free of charge, to any person obtaining a
# copy of data files and any associated documentation (the "Data Files") or
# software and any associated documentation (the "Software") to deal in the
# Data Files or Software without restriction, including without limitation
# the rights to use, copy, modify, merge, publish, distribute, and/or sell
# copies of the Data Files or Software, and to permit persons to whom the
# Data Files or Software are furnished to do so, provided that either (a)
# this copyright and permission notice appear with all copies of the Data
# Files or Software, or (b) this copyright and permission notice appear in
# associated Documentation.
#
# THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY
# KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
# MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF
# THIRD PARTY RIGHTS.
#
# IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE
# BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES,
# OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,
# WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION,
# ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA
# FILES OR SOFTWARE.
#
# Except as contained in this notice, the name of a copyright holder shall
# not be used in advertising or otherwise to promote the sale, use or other
# dealings in these Data Files or Software without prior written
# authorization of the copyright holder.
